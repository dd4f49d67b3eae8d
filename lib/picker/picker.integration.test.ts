import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { findActivity, listActivity } from '#lib/activity/activity';
import { writeActivity } from '#lib/activity/record';
import { listAudit } from '#lib/audit/audit';
import { deleteConnection } from '#lib/connections/connections';
import { pool } from '#lib/db';
import { env } from '#lib/env';
import { hashToken, newToken } from '#lib/ids';
import { createKey, findKey, revokeKey } from '#lib/keys/keys';
import { codeOf, from, minted, own, pickerCalls } from '../../scripts/testing/picker.ts';
import { countOf } from '../../scripts/testing/rows.ts';
import { actor, type Known, type Made, mira, World } from '../../scripts/testing/world.ts';
import { prunePickerSessions } from './sessions.ts';

const evil = 'https://evil.example';

let world: World;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = await world.connect(made, mira);
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const { create, sessionFor, open, ask } = pickerCalls(() => world);

const my = () => world.bench.sharePoint('contoso-my');
const readers = 'access-control-allow-origin';

describe('a session', () => {
  test('opens on the account’s OneDrive, for its own hosts, and shows the account masked', async () => {
    const { body, headers, status } = await open(await sessionFor(known));
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        base_url: my(),
        picker_url: `${my()}/_layouts/15/FilePicker.aspx`,
        entry: { oneDrive: { files: {} } },
        hosts: expect.arrayContaining([world.root, my()]),
        account: { name: 'Mira Okafor', address: 'm•••a@contoso.sandbox' },
        connection_id: known.connectionId,
        integration: { unique_key: known.uniqueKey, display_name: 'OneDrive' },
        expires_at: expect.any(String),
      },
    });
    expect(headers.get(readers)).toBe(own);
    expect(headers.get('vary')).toBe('Origin');
  });

  test.each([
    [{ site: {} }, () => world.root],
    [{ myOrganization: {} }, () => world.root],
    [{ sharePoint: { byPath: { web: '/sites/marketing/' } } }, () => `${world.root}/sites/marketing`],
    [{ sharePoint: { byPath: { web: 'personal/mira' } } }, () => `${my()}/personal/mira`],
    [{ oneDrive: { recent: {} }, sortBy: { fieldName: 'Name' } }, () => my()],
  ])('opens elsewhere: %j', async (entry, base) => {
    const { body } = await open(await sessionFor(known, { entry }));
    expect(body).toMatchObject({ data: { base_url: base(), entry } });
  });

  test('a web in full, on a host of the tenant', async () => {
    const web = `${world.root}/sites/finance?x=1`;
    const { body } = await open(await sessionFor(known, { entry: { sharePoint: { byPath: { web } } } }));
    expect(body).toMatchObject({ data: { base_url: `${world.root}/sites/finance` } });
  });

  test.each([
    ['another tenant’s web', { entry: { sharePoint: { byPath: { web: 'https://fabrikam.sharepoint.com' } } } }, 409],
    ['two places', { entry: { site: {}, oneDrive: {} } }, 400],
    ['no place', { entry: {} }, 400],
    ['a place that does not exist', { entry: { attic: {} } }, 400],
    ['no origin', { origins: [] }, 400],
    ['an origin with a path', { origins: [`${own}/files`] }, 400],
    ['plain http', { origins: ['http://app.example.com'] }, 400],
    ['eleven origins', { origins: Array.from({ length: 11 }, (_, n) => `https://a${n}.example`) }, 400],
    ['too long a life', { life: 3_601 }, 400],
    ['too short a life', { life: 59 }, 400],
    ['a connection that does not exist', { connection_id: 'nobody' }, 404],
  ])('is not made for %s', async (_, more, status) => {
    expect((await create(known, more)).status).toBe(status);
  });

  test('takes a key that may read credentials', async () => {
    const { key } = await createKey({ name: 'reader', by: actor, scopes: ['environment:connections:read'] });
    expect(codeOf(await create(known, {}, key))).toBe('forbidden');
    const { key: vends } = await createKey({
      name: 'vends',
      by: actor,
      scopes: ['environment:connections:read_credentials'],
    });
    expect((await create(known, {}, vends)).status).toBe(201);
  });

  test('is kept as a hash, goes with its connection, and a week after its end', async () => {
    const other = await world.connect(made, 'jonas@contoso.sandbox');
    const token = await sessionFor(other);
    const { rows } = await world.rows('select * from picker_session where connection_id = $1', [other.id]);
    expect(rows).toMatchObject([{ token_hash: hashToken(token), origins: [own] }]);
    expect(JSON.stringify(rows)).not.toContain(token);
    await deleteConnection(other.id, actor);
    expect(codeOf(await open(token))).toBe('unknown_picker_session');
    const ended = await sessionFor(known);
    await endSession(ended, 8);
    await prunePickerSessions();
    expect(codeOf(await open(ended))).toBe('unknown_picker_session');
  });
});

const endSession = (token: string, days = 0) =>
  pool().query('update picker_session set expires_at = now() - make_interval(days => $2) where token_hash = $1', [
    hashToken(token),
    days,
  ]);

describe('who may', () => {
  test.each([evil, `${own}:444`, `${own}.evil.example`, 'http://app.example.com', 'null', undefined])(
    'no other origin, which cannot read the answer: %s',
    async (origin) => {
      const token = await sessionFor(known);
      const refused = await world.call('/api/picker/session', { key: token, headers: from(origin) });
      expect(refused.status).toBe(403);
      expect(codeOf(refused)).toBe('origin_not_allowed');
      expect(refused.headers.get(readers)).toBeNull();
      const tokens = () => countOf('audit_event', "action = 'picker-token.minted'");
      const before = await tokens();
      const noToken = await world.call('/api/picker/token', {
        key: token,
        headers: from(origin),
        body: { resource: my() },
      });
      expect(codeOf(noToken)).toBe('origin_not_allowed');
      expect(noToken.text).not.toContain('eyJ');
      expect(await tokens()).toBe(before);
    },
  );

  test('a page of the dashboard, where the browser names no origin', async () => {
    const token = await sessionFor(known, { origins: [new URL(env().publicUrl).origin] });
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await world.call('/api/picker/session', { key: token, headers })).status).toBe(200);
    const other = await sessionFor(known);
    expect((await world.call('/api/picker/session', { key: other, headers })).status).toBe(403);
  });

  test('nobody once it has ended, which its pages can read', async () => {
    const token = await sessionFor(known);
    await endSession(token);
    for (const refused of [await open(token), await ask(token, my())]) {
      expect(refused.status).toBe(401);
      expect(codeOf(refused)).toBe('picker_session_ended');
      expect(refused.headers.get(readers)).toBe(own);
    }
  });

  test('nobody once its page or server has ended it', async () => {
    const token = await sessionFor(known);
    const end = { method: 'DELETE', key: token, headers: { origin: own } };
    expect((await world.call('/api/picker/session', end)).status).toBe(204);
    expect(codeOf(await ask(token, my()))).toBe('picker_session_ended');
  });

  test('nobody once the key that made it was revoked, while other keys’ sessions go on', async () => {
    const { key } = await createKey({ name: 'picks', by: actor });
    const made = await create(known, {}, key);
    const { token } = z.object({ data: z.object({ token: z.string() }) }).parse(made.body).data;
    const other = await sessionFor(known);
    expect((await open(token)).status).toBe(200);
    await revokeKey({ id: (await findKey(hashToken(key)))?.id ?? '', by: actor });
    expect(codeOf(await open(token))).toBe('picker_session_ended');
    expect(codeOf(await ask(token, my()))).toBe('picker_session_ended');
    expect((await open(other)).status).toBe(200);
  });

  test('by the database’s clock, whatever this process takes the time to be', async () => {
    const before = await sessionFor(known);
    vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ['Date'] });
    try {
      expect((await open(before)).status).toBe(200);
      const { body } = await open(await sessionFor(known, { life: 60 }));
      const { expires_at } = z.object({ data: z.object({ expires_at: z.string() }) }).parse(body).data;
      expect(Date.parse(expires_at)).toBeLessThan(Date.now() - 86_000_000);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a hundred and twenty times a minute', async () => {
    const token = await sessionFor(known);
    const statuses: number[] = [];
    for (let round = 0; round < 11; round += 1) {
      const answers = await Promise.all(Array.from({ length: 11 }, () => open(token)));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses.toSorted().slice(-2)).toEqual([200, 429]);
  });

  test('no token that is no session’s, and no API key', async () => {
    for (const key of [newToken(), 'x', world.key]) {
      const refused = await open(key);
      expect(refused.status).toBe(401);
      expect(codeOf(refused)).toBe('unknown_picker_session');
    }
    expect((await create(known, {}, await sessionFor(known))).status).toBe(401);
  });

  test('a preflight is answered', async () => {
    const headers = { origin: own, 'access-control-request-headers': 'authorization,content-type' };
    const { status, headers: sent } = await world.call('/api/picker/token', { method: 'OPTIONS', headers });
    expect(status).toBe(204);
    expect(sent.get('access-control-allow-headers')).toBe('authorization,content-type');
  });
});

describe('a token', () => {
  test('for each host, which that host accepts and the other refuses', async () => {
    const token = await sessionFor(known);
    for (const [host, other] of [
      [my(), world.root],
      [world.root, my()],
    ] as const) {
      const answer = await ask(token, `${host}/`);
      expect(answer.status, answer.text).toBe(200);
      const { access_token, resource, scopes } = minted.parse(answer.body).data;
      expect(resource).toBe(host);
      expect(scopes).toContain('Files.Read.All');
      const authorization = `Bearer ${access_token}`;
      expect((await world.bench.get(`${host}/_api/web`, { authorization })).status).toBe(200);
      expect((await world.bench.get(`${other}/_api/web`, { authorization })).status).toBe(401);
      expect(answer.text).not.toMatch(/refresh/i);
    }
  });

  test.each([
    ['another tenant’s host', () => world.bench.sharePoint('fabrikam')],
    ['a look-alike', () => 'https://contoso-my.sharepoint.com.evil.example'],
    ['a host of this tenant’s name in the real cloud', () => 'https://contoso.sharepoint.com'],
    ['Graph', () => 'https://graph.microsoft.com'],
  ])('not for %s', async (_, resource) => {
    const refused = await ask(await sessionFor(known), resource());
    expect(refused.status).toBe(403);
    expect(codeOf(refused)).toBe('resource_not_allowed');
  });

  test('is noted with its resource, origin and scopes, and never itself', async () => {
    const answer = await ask(await sessionFor(known), my());
    const { access_token } = minted.parse(answer.body).data;
    const [row] = await listAudit({ limit: 1, action: 'picker-token.minted' });
    expect(row).toMatchObject({
      subject: `connection:${known.connectionId}`,
      detail: { resource: my(), origin: own, scopes: expect.arrayContaining(['Files.Read.All']) },
    });
    await ask(await sessionFor(known), world.bench.sharePoint('fabrikam'));
    await writeActivity();
    const [failed, ok] = await listActivity({ kind: 'picker' }, { limit: 2 });
    expect(ok).toMatchObject({ outcome: 'ok', detail: { resource: my(), by: own }, connection: { id: known.id } });
    expect(failed).toMatchObject({ outcome: 'failed', detail: { code: 'resource_not_allowed' } });
    const kept = JSON.stringify([row, ok, await findActivity(ok?.id ?? '')]);
    expect(kept).not.toContain(access_token.slice(-40));
  });
});
