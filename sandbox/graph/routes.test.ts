import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Registered } from '../testing/bench.ts';
import { Bench, tokens } from '../testing/bench.ts';

let bench: Bench;
let app: Registered;
let accessToken: string;
let refreshToken: string;
beforeAll(async () => {
  bench = await Bench.start();
  app = await bench.register();
  const connected = await bench.connect(app, 'mira@contoso.sandbox');
  accessToken = connected.access_token;
  refreshToken = connected.refresh_token;
});
afterAll(() => bench.stop());

const listing = z.object({ '@odata.nextLink': z.string().optional(), value: z.array(z.object({ name: z.string() })) });

test('hosts come from webUrl', async () => {
  const drive = await (await bench.graph('/me/drive?$select=id,driveType,webUrl', accessToken)).json();
  expect(drive.webUrl).toBe(`${bench.sharePoint('contoso-my')}/personal/mira_contoso_sandbox/Documents`);
  expect(Object.keys(drive)).not.toContain('owner');
  const site = await (await bench.graph('/sites/root?$select=siteCollection,webUrl', accessToken)).json();
  expect(site).toMatchObject({ webUrl: bench.sharePoint('contoso') });
});

test('children come in pages', async () => {
  const names: string[] = [];
  let next: string | undefined = '/me/drive/root/children?$top=9';
  while (next) {
    const page = listing.parse(await (await bench.graph(next, accessToken)).json());
    names.push(...page.value.map((item) => item.name));
    next = page['@odata.nextLink']?.slice(`${bench.url}/graph/v1.0`.length);
  }
  expect(new Set(names).size).toBe(24);
});

test('an organization tells its name to its people', async () => {
  const body = await (await bench.graph('/organization', accessToken)).json();
  expect(body.value[0]).toMatchObject({ displayName: 'Contoso', id: '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01' });
});

test('tokens that are missing, foreign or for another audience are refused', async () => {
  const origin = bench.sharePoint('contoso');
  const sharePoint = tokens.parse(await (await bench.refresh(app, refreshToken, `${origin}/.default`)).json());
  const forged = `${accessToken.slice(0, -8)}AAAAAAAA`;
  for (const token of ['', forged, sharePoint.access_token]) {
    const response = await bench.graph('/me', token);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(await response.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
  }
});

test('a missing scope is a 403, an unknown path a 400', async () => {
  const other = await bench.register();
  const connected = await bench.connect(other, 'jonas@contoso.sandbox', { scope: 'openid offline_access User.Read' });
  expect((await bench.graph('/me/drive', connected.access_token)).status).toBe(403);
  expect((await bench.graph('/sites/root', connected.access_token)).status).toBe(403);
  expect((await bench.graph('/nonsense', accessToken)).status).toBe(400);
});

test('a renamed tenant, its geographies, and a root site that not everybody may open', async () => {
  const contoso = 'contoso.sandbox';
  const hostOf = async (path: string) => {
    const { webUrl } = z.object({ webUrl: z.url() }).parse(await (await bench.graph(path, accessToken)).json());
    return new URL(webUrl).origin;
  };
  const ask = (host: string) => bench.refresh(app, refreshToken, `${bench.sharePoint(host)}/.default`);
  expect((await ask('contosoeur')).status).toBe(400);
  await bench.tenantSharePoint(contoso, { name: 'contosonew', geos: ['contosoeur'], root_site: 423 });
  expect((await bench.graph('/sites/root', accessToken)).status).toBe(423);
  expect(await hostOf('/me/drive')).toBe(bench.sharePoint('contosonew-my'));
  await bench.tenantSharePoint(contoso, { root_site: null });
  expect(await hostOf('/sites/root')).toBe(bench.sharePoint('contosonew'));
  for (const host of ['contosonew', 'contosonew-my', 'contosoeur', 'contosoeur-my'])
    expect((await ask(host)).status).toBe(200);
  expect(await (await ask('contoso')).json()).toMatchObject({ error: 'invalid_resource', error_codes: [500011] });
  await bench.control('POST', '/faults', { match: { path: 'graph', under: '/v1.0/sites/root' }, status: 503 });
  expect((await bench.graph('/me/drive', accessToken)).status).toBe(200);
  expect((await bench.graph('/sites/root', accessToken)).status).toBe(503);
  await bench.tenantSharePoint(contoso, { name: null, geos: [] });
  expect(await hostOf('/sites/root')).toBe(bench.sharePoint('contoso'));
});
