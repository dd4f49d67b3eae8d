import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { deleteConnection, revealToken } from '#lib/connections/connections';
import { pool } from '#lib/db';
import { createLink } from '#lib/links/create-link';
import { copyLinkUrl } from '#lib/links/links';
import { createFirstOwner } from '#lib/operators/set-up';
import { open } from '#lib/vault';
import { signInAt } from '../../sandbox/pages/person.ts';
import { countOf, endTokens, timelineOf } from '../../scripts/testing/rows.ts';
import { Worker } from '../../scripts/testing/worker.ts';
import { actor, type Made, mira, sharePointOf, tokenOf, World } from '../../scripts/testing/world.ts';

let world: World;
let worker: Worker;
let made: Made;
const password = 'correct-horse-battery';
const clientSecret = 'Abc8Q~a-client-secret-to-look-for';

beforeAll(async () => {
  world = await World.start();
  worker = await Worker.start({ LOG_LEVEL: 'trace' });
  made = await world.integrate({ clientSecret }, { secret: clientSecret });
});
afterAll(async () => {
  await worker.kill();
  await world.stop();
});

const verifierAndNonce = z.object({ codeVerifier: z.string(), nonce: z.string() });

/** The sealed secrets of a link's attempt. */
async function attemptSecrets(linkId: string): Promise<string[]> {
  const { rows } = await pool().query('select id, sealed_secrets from attempt where link_id = $1', [linkId]);
  const { id, sealed_secrets } = z.object({ id: z.string(), sealed_secrets: z.string() }).parse(rows[0]);
  const opened = open(sealed_secrets, { table: 'attempt', row: id, column: 'sealed_secrets' });
  const { codeVerifier, nonce } = verifierAndNonce.parse(JSON.parse(opened));
  return [codeVerifier, nonce];
}

const spellings = (secret: string) => [
  secret,
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64url'),
];

/** Every row of every table as text. Bytes appear in hex. */
async function wholeDatabase(): Promise<string> {
  const { rows } = await pool().query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
  );
  const texts = await Promise.all(
    rows.map(async ({ name }) => {
      const found = await pool().query<{ text: string }>(`select row_to_json(t)::text as text from ${name} t`);
      return `${name}\n${found.rows.map(({ text }) => text).join('\n')}`;
    }),
  );
  return texts.join('\n');
}

/** A sequence of successes and failures in a process that logs everything. Returns every secret that was involved. */
async function liveThroughMuch(): Promise<string[]> {
  const link = await createLink({ integrations: [made.uniqueKey], endUser: { id: 'scan' } }, actor);
  const waiting = await world.beginOn(made, link.id);
  const [waitingSecrets, state] = [await attemptSecrets(link.id), new URL(waiting.url).searchParams.get('state') ?? ''];
  const trip = await world.begin(made, { endUser: { id: 'scan' } });
  const tripSecrets = await attemptSecrets(trip.linkId);
  const back = await signInAt(trip.url, { account: mira });
  await worker.callback(back, trip.browser);
  await worker.callback(back, trip.browser);
  await worker.callback(
    new URLSearchParams({ state, error: 'server_error', error_description: 'AADSTS90033' }),
    waiting.browser,
  );
  const known = await world.connectionOf(trip.linkId, made);
  const ask = { path: world.path(known), key: world.key, times: 3 };
  const first = await world.vend(known, { refreshToken: true });
  const tokens = [tokenOf(first), sharePointOf(first) ?? ''];
  const refresh = z.object({ credentials: z.object({ refresh_token: z.string() }) }).parse(first.body);
  for (const fault of [{ status: 503 }, { body: 'cut' }, { error: 'invalid_client', code: 7000215 }]) {
    await endTokens(known.id);
    await world.sql('update connection set retry_at = null where id = $1', [known.id]);
    await world.fault({ match: { path: 'token' }, times: 2, ...fault });
    await worker.vend(ask);
    await world.calm();
  }
  await world.sql("update connection set retry_at = null, refresh_due_at = now() - interval '1 minute' where id = $1", [
    known.id,
  ]);
  await world.fault({ match: { path: 'token' }, delay_ms: 800 });
  const late = worker.vend(ask);
  await new Promise((done) => setTimeout(done, 400));
  await world.sql('update connection set fence = fence + 1, lease_owner = null, lease_until = null where id = $1', [
    known.id,
  ]);
  await late;
  const last = await world.vend(known, { force: true });
  const browsers = [trip.browser, waiting.browser];
  const codes = [back.get('code') ?? '', back.get('state') ?? '', state];
  const all = [...tokens, refresh.credentials.refresh_token, tokenOf(last), sharePointOf(last) ?? '', ...codes];
  return [...all, ...waitingSecrets, ...tripSecrets, ...browsers, link.token, world.key, clientSecret];
}

test('no secret that went through is in the database or in a log in clear', async () => {
  const secrets = await liveThroughMuch();
  expect(secrets.filter((secret) => secret.length < 20)).toEqual([]);
  const stored = await wholeDatabase();
  expect(stored).toContain('scan');
  const inClear = (text: string) => secrets.filter((secret) => spellings(secret).some((one) => text.includes(one)));
  expect(inClear(stored)).toEqual([]);
  expect(worker.log).toContain('outlived its lease');
  expect(inClear(worker.log)).toEqual([]);
});

test('one audit row per reveal, in its transaction; none when the password is wrong', async () => {
  await createFirstOwner({ name: 'Ada', email: 'ada@example.com', password });
  const operator = { id: '', email: 'ada@example.com', name: 'Ada', role: 'owner' as const };
  const { rows } = await pool().query<{ id: string }>('select id from operator');
  const owner = { ...operator, id: rows[0]?.id ?? '' };
  const known = await world.connect(made, mira);
  const ask = { id: known.id, operator: owner, address: '192.0.2.7' };
  const revealed = () =>
    countOf('audit_event', `action = 'token.revealed' and subject = 'connection:${known.connectionId}'`);
  await expect(revealToken({ ...ask, resource: 'graph', password: 'wrong-password' })).rejects.toMatchObject({
    code: 'password_wrong',
  });
  expect(await revealed()).toBe(0);
  const graph = await revealToken({ ...ask, resource: 'graph', password });
  expect(graph.token).toBe(tokenOf(await world.vend(known)));
  expect(await revealed()).toBe(1);
  await revealToken({ ...ask, resource: world.root, password });
  expect(await revealed()).toBe(2);
  expect((await timelineOf(known.id)).filter((type) => type === 'revealed')).toHaveLength(2);
  await world.sql(`update connection set sealed_token = 'v1.nothing' where id = $1`, [known.id]);
  await expect(revealToken({ ...ask, resource: 'graph', password })).rejects.toMatchObject({ name: 'VaultError' });
  expect(await revealed()).toBe(2);
  await expect(revealToken({ ...ask, resource: 'https://evil.example', password })).rejects.toMatchObject({
    code: 'resource_unknown',
  });
  expect(await revealed()).toBe(2);
  await deleteConnection(known.id, actor);
  await expect(revealToken({ ...ask, resource: 'graph', password })).rejects.toMatchObject({ code: 'not_found' });
});

test('copying a link writes one audit row', async () => {
  const { id, url } = await createLink({ integrations: [made.uniqueKey] }, actor);
  expect(await copyLinkUrl(id, actor)).toBe(url);
  expect(await countOf('audit_event', `action = 'link.copied' and subject = 'link:${id}'`)).toBe(1);
});
