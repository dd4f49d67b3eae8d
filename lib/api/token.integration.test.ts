import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { endTokens, rowOf } from '../../scripts/testing/rows.ts';
import { type Known, type Made, mira, sam, World } from '../../scripts/testing/world.ts';

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

const answer = z.object({
  resource: z.string(),
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  scope: z.string(),
  expires_at: z.iso.datetime(),
  expires_in: z.number(),
});

const audience = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).aud;

test.each([
  ['Graph', () => 'https://graph.microsoft.com', 'https://graph.microsoft.com'],
  ['the root host', () => world.root, undefined],
  ['the my host', () => world.bench.sharePoint('contoso-my'), undefined],
  ['with a closing slash', () => `${world.root}/`, undefined],
])('%s: a token for exactly that audience', async (_, resource, expected) => {
  const minted = await world.token(known, resource());
  expect(minted.status).toBe(200);
  const { access_token, expires_in } = answer.parse(minted.body);
  expect(audience(access_token)).toBe(expected ?? resource().replace(/\/$/, ''));
  expect(expires_in).toBeGreaterThan(3_000);
});

test.each([
  ['a prefix', () => world.root.slice(0, -1)],
  ['a suffix', () => world.root.replace('localhost:', 'localhost.evil.example:')],
  ['a path', () => `${world.root}/sites/a`],
  ['a query', () => `${world.root}?a=b`],
  ['user info', () => world.root.replace('http://', 'http://contoso@')],
  ['another scheme', () => world.root.replace('http:', 'https:')],
  ['a look-alike', () => world.root.replace('contoso.', 'cont0so.')],
  ['a subdomain', () => world.root.replace('contoso.', 'a.contoso.')],
  ['a dot at the end', () => world.root.replace('localhost:', 'localhost.:')],
  ["another tenant's host", () => world.bench.sharePoint('fabrikam')],
  ['another port', () => world.root.replace(/:\d+$/, ':1')],
  ['a script', () => 'javascript:alert(1)'],
  ['the metadata address', () => 'http://169.254.169.254'],
  ['Graph with a path', () => 'https://graph.microsoft.com/v1.0'],
  ['a Graph look-alike', () => 'https://graph.microsoft.com.evil.example'],
])('%s is refused, and Microsoft is not asked', async (_, resource) => {
  const refused = await world.token(known, resource());
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({ error: { code: 'unknown_resource' } });
  expect((await world.requests()).token.total).toBe(0);
});

test("another connection's host is refused", async () => {
  const personal = await world.connect(made, sam);
  expect((await world.token(personal, world.root)).status).toBe(400);
  const other = await world.connect(made, 'admin@fabrikam.sandbox');
  expect((await world.token(other, world.root)).status).toBe(400);
  expect((await world.token(other, world.bench.sharePoint('fabrikam'))).status).toBe(200);
});

test("another integration's key does not reach the connection", async () => {
  const other = await world.integrate();
  expect((await world.token({ ...known, uniqueKey: other.uniqueKey }, world.root)).status).toBe(404);
});

test('a host token is minted once and kept while it lives, a hundred times at once too', async () => {
  const fresh = await world.connect(made, mira);
  const my = world.bench.sharePoint('contoso-my');
  await world.calm();
  const minted = await Promise.all(Array.from({ length: 100 }, () => world.token(fresh, my)));
  expect(new Set(minted.map(({ body }) => answer.parse(body).access_token)).size).toBe(1);
  expect((await world.requests()).token.byResource).toEqual({ [my]: 1 });
});

test('a host that refuses: 424 with the reason and when to try again; Graph goes on', async () => {
  const fresh = await world.connect(made, mira);
  const my = world.bench.sharePoint('contoso-my');
  await world.calm();
  await world.fault({ match: { path: 'token', resource: 'sharepoint' }, status: 503, retry_after: 30 });
  const refused = await world.token(fresh, my);
  expect(refused.status).toBe(424);
  expect(refused.body).toMatchObject({
    error: { payload: { reason: { status: 'token_unavailable', code: 'AADSTS90033' } } },
  });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(25);
  expect((await world.token(fresh, my)).status).toBe(424);
  expect((await world.requests()).token.byResource).toEqual({ [my]: 1 });
  expect((await world.vend(fresh)).status).toBe(200);
});

test('lives are told by the database, whatever this machine believes', async () => {
  for (const minutes of [-4, 10]) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
    try {
      const own = await world.connect(made, mira);
      await endTokens(own.id);
      const { expires_in } = answer.parse((await world.token(own, 'https://graph.microsoft.com')).body);
      const { token_life } = await rowOf(own.id);
      expect(Math.abs(expires_in - Number(token_life))).toBeLessThan(10);
      await world.sql(
        `update connection set token_expires_at = now() + interval '10 minutes', refresh_due_at = now() + interval '5 minutes' where id = $1`,
        [own.id],
      );
      await world.calm();
      expect((await world.vend(own)).status).toBe(200);
      expect((await world.requests()).token.total).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  }
});
