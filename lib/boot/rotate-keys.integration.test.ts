import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepRotating, rotateKeys } from '#lib/boot/rotate-keys';
import { checkVault } from '#lib/boot/vault-check';
import { closeDatabase, db, pool } from '#lib/db';
import { env } from '#lib/env';
import { linkUrl } from '#lib/links/links';
import { sandboxEntraApp } from '#lib/operators/entra-sandbox';
import { copyInvitation, inviteOperator } from '#lib/operators/invitations';
import { readEntraClient, saveEntraSettings } from '#lib/operators/sign-in-settings';
import { keyIds } from '#lib/vault';
import { endTokens, rowOf } from '../../scripts/testing/rows.ts';
import { type Known, type Made, mira, sharePointOf, World } from '../../scripts/testing/world.ts';

let world: World;
let made: Made;
let known: Known[];

const newKey = () => randomBytes(32).toString('base64');

function useKeys(encryptionKeys: string[]): void {
  globalThis.latchkeyEnv = { ...env(), encryptionKeys };
}

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = [];
  for (let count = 0; count < 5; count += 1) known.push(await world.connect(made, mira));
  await checkVault();
});
afterAll(() => world.stop());

const expectAllServed = async () => {
  for (const one of known) {
    const answer = await world.vend(one);
    expect(answer.status).toBe(200);
    expect(sharePointOf(answer)).toBeDefined();
  }
};

test('a wrong or missing key refuses to start and is named', async () => {
  const keys = env().encryptionKeys;
  const [id] = keyIds();
  useKeys([newKey()]);
  await expect(checkVault()).rejects.toThrow(`ENCRYPTION_KEYS does not hold the key ${id}`);
  useKeys(keys);
  await expect(checkVault()).resolves.toBeUndefined();
});

test('rotation while serving and refreshing, then without the old key', async () => {
  const trip = await world.begin(made);
  const [old] = env().encryptionKeys;
  const fresh = newKey();
  useKeys([fresh, old ?? '']);
  await checkVault();
  await expectAllServed();
  await Promise.all([rotateKeys(), ...known.map((one) => world.vend(one, { force: true })), expectAllServed()]);
  useKeys([fresh]);
  await expect(checkVault()).resolves.toBeUndefined();
  await expectAllServed();
  for (const { id } of known) await endTokens(id);
  await expectAllServed();
  expect(await linkUrl(trip.linkId)).toMatch(/\/connect\//);
  await world.finish(trip, { account: mira });
  expect(await db().connection.count({ where: { status: 'healthy' } })).toBe(known.length + 1);
});

test('what operators come in with is sealed anew too', async () => {
  const owner = { id: randomUUID(), email: 'ada@example.com', name: 'Ada', role: 'owner' } as const;
  const invitation = await inviteOperator({ email: 'grace@example.com', role: 'viewer' }, 'console');
  await saveEntraSettings(await sandboxEntraApp(), owner);
  const { clientSecret } = await readEntraClient();
  const [old] = env().encryptionKeys;
  const fresh = newKey();
  useKeys([fresh, old ?? '']);
  await rotateKeys();
  useKeys([fresh]);
  await expect(checkVault()).resolves.toBeUndefined();
  expect(await copyInvitation(invitation.id, 'console')).toMatchObject({ url: invitation.url });
  expect(await readEntraClient()).toMatchObject({ clientSecret });
});

test('one value that opens no more does not keep the whole from starting', async () => {
  const [old] = env().encryptionKeys;
  const [first, second] = known;
  const { sealed_token } = await rowOf(second?.id ?? '');
  await world.sql('update connection set sealed_token = $2 where id = $1', [first?.id, sealed_token]);
  await world.sql(`update connection set sealed_grant = 'cut' where id = $1`, [first?.id]);
  await expect(checkVault()).resolves.toBeUndefined();
  const fresh = newKey();
  useKeys([fresh, old ?? '']);
  await rotateKeys();
  useKeys([fresh]);
  await expect(checkVault()).resolves.toBeUndefined();
  expect(await rowOf(first?.id ?? '')).toMatchObject({ status: 'corrupt' });
  expect((await world.vend(second ?? { connectionId: '', uniqueKey: '' })).status).toBe(200);
});

test('values that nothing opens any more hold no key back, wherever they are', async () => {
  const trip = await world.begin(made);
  const [old = ''] = env().encryptionKeys;
  const fresh = newKey();
  await world.sql('update attempt set sealed_secrets = left(sealed_secrets, -4)');
  await world.sql('update connect_link set sealed_token = left(sealed_token, -4) where id = $1', [trip.linkId]);
  await world.sql(
    `insert into integration_credential (id, integration_id, kind, hint, sealed_secret)
     select $1, integration_id, kind, hint, left(sealed_secret, -4) from integration_credential limit 1`,
    [randomUUID()],
  );
  useKeys([fresh]);
  await expect(checkVault()).rejects.toThrow(/connect_link\.sealed_token: \d+/);
  useKeys([fresh, old]);
  expect(await rotateKeys()).toMatchObject({ left: 0 });
  expect(await rotateKeys()).toEqual({ sealed: 0, left: 0 });
  useKeys([fresh]);
  await expect(checkVault()).resolves.toBeUndefined();
  await world.sql('delete from integration_credential where sealed_secret like $1', ['unreadable.%']);
});

test('a rotation goes on by itself after the database was away, past a row it does not take', async () => {
  const [old = ''] = env().encryptionKeys;
  const fresh = newKey();
  useKeys([fresh, old]);
  const stopping = new AbortController();
  const { databaseUrl } = env();
  const away = new URL(databaseUrl);
  away.port = '1';
  await closeDatabase();
  globalThis.latchkeyEnv = { ...env(), databaseUrl: away.href };
  const rotating = keepRotating(stopping.signal);
  await expect(pool().query('select 1')).rejects.toThrow();
  await closeDatabase();
  globalThis.latchkeyEnv = { ...env(), databaseUrl };
  const bad = known[1]?.id ?? '';
  await world.sql(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$`);
  await world.sql(`create trigger refuse before update of sealed_token on connection for each row
    when (old.id = '${bad}') execute function refuse()`);
  const left = async () => {
    const { rows } = await world.rows(
      `select id from connection where split_part(sealed_token, '.', 2) <> $1 and status <> 'corrupt'`,
      [keyIds()[0]],
    );
    return rows.map(({ id }) => id);
  };
  await expect.poll(left, { timeout: 20_000 }).toEqual([bad]);
  await world.sql('drop trigger refuse on connection');
  await expect.poll(left, { timeout: 20_000 }).toEqual([]);
  stopping.abort();
  await rotating;
});
