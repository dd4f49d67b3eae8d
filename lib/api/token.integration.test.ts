import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { requireSharePoint } from '#lib/connections/tokens/vend-for-proxy';
import { endTokens, hostRows, rowOf } from '../../scripts/testing/rows.ts';
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
  ['Graph', () => 'https://graph.microsoft.com', undefined],
  ['the root host', () => world.root, undefined],
  ['the my host', () => world.bench.sharePoint('contoso-my'), undefined],
  ['with a closing slash', () => `${world.root}/`, () => world.root],
  ['in large letters', () => world.root.toUpperCase(), () => world.root],
  ['with a dot at the end of its host', () => world.root.replace('localhost:', 'localhost.:'), () => world.root],
  ['Graph with its default port', () => 'HTTPS://Graph.Microsoft.com:443/', () => 'https://graph.microsoft.com'],
])('%s: a token for exactly that audience', async (_, resource, expected) => {
  const minted = await world.token(known, resource());
  expect(minted.status).toBe(200);
  const { access_token, expires_in } = answer.parse(minted.body);
  expect(audience(access_token)).toBe((expected ?? resource)());
  expect(expires_in).toBeGreaterThan(3_000);
});

test.each([
  ['a prefix', () => world.root.slice(0, -1)],
  ['a suffix', () => world.root.replace('localhost:', 'localhost.evil.example:')],
  ['a path', () => `${world.root}/sites/a`],
  ['a query', () => `${world.root}?a=b`],
  ['user info', () => world.root.replace('http://', 'http://contoso@')],
  ['another scheme', () => world.root.replace('http:', 'https:')],
  ['letters of another alphabet', () => world.root.replace('contoso.', 'c\u043entoso.')],
  ['the same, encoded', () => world.root.replace('contoso.', 'xn--cntoso-wqf.')],
  ['a wide dot', () => world.root.replace('contoso.', 'contoso\uff0e')],
  ['an encoded letter', () => world.root.replace('contoso', '%63ontoso')],
  ['a domain that only ends alike', () => world.root.replace('contoso.sharepoint', 'evilsharepoint')],
  ['the domain by itself', () => world.root.replace('contoso.', '')],
  ['two dots at the end', () => world.root.replace('localhost:', 'localhost..:')],
  ['a subdomain', () => world.root.replace('contoso.', 'a.contoso.')],
  ['another cloud’s SharePoint', () => 'https://contoso.sharepoint.cn'],
  ['SharePoint behind another domain', () => 'https://contoso.sharepoint.com.evil.example'],
  ['SharePoint without TLS', () => 'http://contoso.sharepoint.com'],
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

test.each([
  ["another tenant's host", () => world.bench.sharePoint('fabrikam')],
  ['a host that nobody has', () => world.bench.sharePoint('cont0so')],
  ['a host of the cloud that is played', () => 'https://contoso.sharepoint.com'],
])('%s is for Entra to refuse, at the connection’s own tenant, and is kept nowhere', async (_, resource) => {
  const before = (await hostRows(known.id)).length;
  const refused = await world.token(known, resource());
  expect(refused.status).toBe(400);
  const reason = { code: 'AADSTS500011', trace_id: expect.any(String), fix: expect.stringContaining('SharePoint') };
  expect(refused.body).toMatchObject({ error: { code: 'unknown_resource', payload: { reason } } });
  expect((await world.requests()).token.total).toBe(1);
  expect(await hostRows(known.id)).toHaveLength(before);
  expect(await rowOf(known.id)).toMatchObject({ status: 'healthy' });
});

test('a host of another region of the tenant has a token once Entra gives one, and the proxy may call it then', async () => {
  const eur = world.bench.sharePoint('contosoeur');
  expect((await world.token(known, eur)).status).toBe(400);
  await world.bench.tenantSharePoint('contoso.sandbox', { geos: ['contosoeur'] });
  await world.calm();
  const minted = answer.parse((await world.token(known, `${eur.toUpperCase()}/`)).body);
  expect(audience(minted.access_token)).toBe(eur);
  expect(answer.parse((await world.token(known, eur)).body).access_token).toBe(minted.access_token);
  expect((await world.requests()).token.byResource).toEqual({ [eur]: 1 });
  await expect(requireSharePoint(known.id, eur)).resolves.toBeUndefined();
  await world.bench.tenantSharePoint('contoso.sandbox', { geos: [] });
  await endTokens(known.id);
  const gone = await world.token(known, eur);
  expect([gone.status, gone.text]).toEqual([400, expect.stringContaining('AADSTS500011')]);
  expect((await hostRows(known.id)).map(({ resource }) => resource)).not.toContain(eur);
});

test('further hosts are kept up to a number, those used last', async () => {
  const own = await world.connect(made, mira);
  await world.sql(
    `insert into connection_token (id, connection_id, resource, kind, updated_at)
       select gen_random_uuid(), $1, 'http://geo' || n || '.sharepoint.localhost', 'sharepoint-other', now() - n * interval '1 hour'
         from generate_series(1, 80) n`,
    [own.id],
  );
  await world.bench.tenantSharePoint('contoso.sandbox', { geos: ['contosoapc'] });
  expect((await world.token(own, world.bench.sharePoint('contosoapc'))).status).toBe(200);
  const further = (await hostRows(own.id)).filter(({ kind }) => kind === 'sharepoint-other');
  expect(further).toHaveLength(60);
  expect(further.map(({ resource }) => resource)).toEqual(
    expect.arrayContaining([world.bench.sharePoint('contosoapc'), 'http://geo1.sharepoint.localhost']),
  );
  await world.bench.tenantSharePoint('contoso.sandbox', { geos: [] });
});

test("another connection's host is refused", async () => {
  const personal = await world.connect(made, sam);
  const refused = await world.token(personal, world.root);
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({ error: { payload: { reason: { code: 'personal_account' } } } });
  expect((await world.requests()).token.byResource[world.root]).toBeUndefined();
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

const unrenewed = (resource: string) => ({
  refresh: { status: 'failed', tokens: [{ resource, failure: { message: expect.any(String) } }] },
});

test("force_refresh says which token is that of before: Graph's, SharePoint's or none", async () => {
  for (const [resource, origin] of [
    ['graph', 'https://graph.microsoft.com'],
    ['sharepoint', world.root],
  ] as const) {
    await world.fault({ match: { path: 'token', resource }, status: 503 });
    const forced = await world.vend(known, { force: true });
    expect(forced, resource).toMatchObject({ status: 200, body: unrenewed(origin) });
    expect(forced.headers.get('latchkey-refresh')).toBe('failed');
    await world.calm();
  }
  const whole = await world.vend(known, { force: true });
  expect([whole.status, whole.body.refresh, whole.headers.get('latchkey-refresh')]).toEqual([200, undefined, null]);
});

test("another host's token that is due and cannot be had anew is served, and says so", async () => {
  const host = world.bench.sharePoint('contoso-my');
  const before = answer.parse((await world.token(known, host)).body);
  await world.sql("update connection_token set expires_at = now() + interval '2 minutes' where resource = $1", [host]);
  await world.fault({ match: { path: 'token', resource: 'sharepoint' }, status: 503 });
  const served = await world.token(known, host);
  expect(served).toMatchObject({ status: 200, body: { access_token: before.access_token, ...unrenewed(host) } });
  expect(served.headers.get('latchkey-refresh')).toBe('failed');
});
