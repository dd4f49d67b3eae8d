import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CONTOSO_TID, grantRoles, tokenAsApp } from '../testing/apps.ts';
import { Bench, REDIRECT_URI, type Registered, tokens } from '../testing/bench.ts';

const product = 'https://app.example.com';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const entry = { oneDrive: { files: {} } };
const usual = { sdk: '8.0', entry, authentication: {}, messaging: { origin: product, channelId: '27' } };

let bench: Bench;
let app: Registered;
let refreshToken: string;
let my: string;
let root: string;

beforeAll(async () => {
  bench = await Bench.start();
  app = await bench.register();
  refreshToken = (await bench.connect(app, 'mira@contoso.sandbox')).refresh_token;
  [my, root] = [bench.sharePoint('contoso-my'), bench.sharePoint('contoso')];
});
afterAll(() => bench.stop());

const tokenFor = async (resource: string) =>
  tokens.parse(await (await bench.refresh(app, refreshToken, `${resource}/.default`)).json()).access_token;

type Order = { token?: string; config?: object; web?: string; headers?: Record<string, string> };

function open(host: string, { token = '', config = {}, web = '', headers = {} }: Order) {
  const query = new URLSearchParams({ filePicker: JSON.stringify({ ...usual, ...config }), locale: 'en-us' });
  const body = new URLSearchParams({ access_token: token }).toString();
  const url = `${host}${web}/_layouts/15/FilePicker.aspx?${query}`;
  return bench.get(url, { ...form, 'sec-fetch-dest': 'iframe', ...headers }, { method: 'POST', body });
}

const facts = z.object({
  host: z.string(),
  start: z.string(),
  mayWrite: z.boolean(),
  pivots: z.array(z.object({ id: z.string() })),
  drive: z.string().optional(),
});
function factsOf(text: string) {
  const json = /data-facts="([^"]*)"/.exec(text)?.[1]?.replaceAll('&quot;', '"') ?? '';
  return facts.parse(JSON.parse(json));
}
const policyOf = ({ headers }: { headers: Headers }) => headers.get('content-security-policy') ?? '';

describe('FilePicker.aspx', () => {
  test('opens for the token of its own host, in a frame of the named page alone', async () => {
    for (const host of [my, root]) {
      const opened = await open(host, { token: await tokenFor(host) });
      expect(opened.status, opened.text).toBe(200);
      expect(policyOf(opened)).toContain(`frame-ancestors ${product};`);
      expect(opened.text).toContain('Sandbox: this is not Microsoft');
      expect(opened.text).not.toContain('eyJ');
      // The window that opened it is still its opener.
      expect(opened.headers.get('cross-origin-opener-policy')).toBeNull();
    }
  });

  test.each([
    ['the other host', () => tokenFor(root), 'Invalid audience Uri'],
    ['Graph', () => tokenFor('https://graph.microsoft.com'), 'Invalid audience Uri'],
    ['nobody', async () => 'eyJ.x.y', 'Invalid token.'],
    ['nothing, in a frame', async () => '', 'Invalid token.'],
  ])('a token for %s leaves the frame blank, by a policy of its own', async (_, token, reason) => {
    const refused = await open(my, { token: await token() });
    expect(refused.status).toBe(401);
    expect(refused.text).toBe('');
    expect(policyOf(refused)).toMatch(/^frame-ancestors 'self' teams/);
    expect(policyOf(refused)).not.toContain(product);
    expect(refused.headers.get('x-ms-diagnostics')).toContain(reason);
  });

  test('an app’s own token is refused, for nobody is signed in', async () => {
    const roles = ['00000003-0000-0ff1-ce00-000000000000/Sites.Read.All'];
    const own = await bench.register({
      account_types: 'organizations',
      tenant_id: CONTOSO_TID,
      app_permissions: roles,
    });
    await grantRoles(bench, own, { tenant: CONTOSO_TID, roles });
    const refused = await open(my, { token: await tokenAsApp(bench, own, { scope: `${my}/.default` }) });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('x-ms-diagnostics')).toContain('Unsupported app only token.');
  });

  test('a window may come without a token', async () => {
    const headers = { 'sec-fetch-dest': 'document' };
    expect((await open(my, { headers })).status).toBe(200);
    expect((await open(my, { headers, token: 'eyJ.x.y' })).status).toBe(401);
  });

  test('GET is refused in words', async () => {
    const refused = await bench.get(`${my}/_layouts/15/FilePicker.aspx?filePicker=%7B%7D`, {});
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('POST');
    expect(refused.text).toContain('a form that is sent with POST');
  });

  test.each([
    ['another version', { sdk: '7.2' }, 'sdk has to be'],
    ['no channel', { messaging: { origin: product } }, 'messaging.channelId'],
    [
      'an origin with a path',
      { messaging: { origin: `${product}/`, channelId: '27' } },
      'messaging.origin is no origin',
    ],
    ...['https://*', 'https://*.example.com', 'https://a;script-src', 'https://a,b', 'null'].map(
      (origin): [string, object, string] => [
        `the origin ${origin}`,
        { messaging: { origin, channelId: '27' } },
        'messaging.origin is no origin',
      ],
    ),
    ['two places', { entry: { ...entry, site: {} } }, 'entry has to name one place'],
  ])('a configuration with %s is refused in words', async (_, config, words) => {
    const refused = await open(my, { config, token: await tokenFor(my) });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(words);
  });

  test('where it opens, which places it shows, and when it uploads', async () => {
    const token = await tokenFor(root);
    const site = await open(root, { token, web: '/sites/marketing', config: { entry: { site: {} } } });
    expect(factsOf(site.text)).toMatchObject({ host: root, start: 'libraries', drive: expect.stringMatching(/^b!/) });
    const pivots = { sharedLibraries: false };
    const mine = await open(my, { token: await tokenFor(my), config: { typesAndSources: { pivots } } });
    expect(factsOf(mine.text)).toMatchObject({ start: 'files', pivots: [{ id: 'files' }], mayWrite: false });
    const writer = await bench.register();
    const scope = 'openid offline_access Files.ReadWrite.All Sites.Read.All';
    const grant = await bench.connect(writer, 'mira@contoso.sandbox', { scope });
    const answer = await bench.refresh(writer, grant.refresh_token, `${my}/.default`);
    const { access_token } = tokens.parse(await answer.json());
    expect(factsOf((await open(my, { token: access_token })).text).mayWrite).toBe(true);
  });
});

describe('the picker of personal accounts', () => {
  const scope = 'openid offline_access User.Read OneDrive.ReadWrite';

  test('its permissions are given where nobody else signs in', async () => {
    const refused = (await bench.authorize(app, { scope })).requireReturn();
    expect(refused.get('error_description')).toContain('70011');
  });

  test('opens in their OneDrive for its own token, and uploads with the wider permission', async () => {
    const own = await bench.register({ account_types: 'personal' });
    const visit = await (await bench.authorize(own, { scope }, 'consumers')).post({ account: 'sam@outlook.sandbox' });
    const code = (await visit.post({ decision: 'accept' })).requireReturn().get('code') ?? '';
    const redeem = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
    const all = { ...redeem, scope: 'openid offline_access User.Read' };
    const grant = tokens.parse(await (await bench.token(own, all, 'consumers')).json());
    const refresh = { grant_type: 'refresh_token', refresh_token: grant.refresh_token, scope: 'OneDrive.ReadWrite' };
    const answer = tokens.parse(await (await bench.token(own, refresh, 'consumers')).json());
    expect(answer.scope).toBe('OneDrive.ReadWrite');

    const host = `http://onedrive.live.localhost:${bench.port}`;
    const post = (token: string, config: object = {}) => {
      const query = new URLSearchParams({ filePicker: JSON.stringify({ ...usual, ...config }) });
      const body = new URLSearchParams({ access_token: token }).toString();
      return bench.get(`${host}/picker?${query}`, form, { method: 'POST', body });
    };
    const opened = await post(answer.access_token);
    expect(factsOf(opened.text)).toMatchObject({ host, start: 'files', mayWrite: true, pivots: [{ id: 'files' }] });
    expect(policyOf(opened)).toContain(`frame-ancestors ${product};`);
    expect((await post(grant.access_token)).status).toBe(401);
    expect((await post(answer.access_token, { entry: { site: {} } })).text).toContain('entry has to be oneDrive');
  });
});

describe('what the picker lists', () => {
  const listed = z.object({ value: z.array(z.object({ id: z.string(), name: z.string() })) });
  const list = async (host: string, path: string, headers: Record<string, string> = {}) => {
    const answer = await bench.get(`${host}/_api/v2.0${path}`, {
      authorization: `Bearer ${await tokenFor(host)}`,
      ...headers,
    });
    return { ...answer, value: answer.status === 200 ? listed.parse(JSON.parse(answer.text)).value : [] };
  };

  test('the person’s own files, as Graph has them', async () => {
    const { value } = await list(my, '/me/drive/root/children');
    const graph = await bench.graph('/me/drive/root/children?$top=200', await tokenFor('https://graph.microsoft.com'));
    expect(value.map(({ id }) => id)).toEqual(listed.parse(await graph.json()).value.map(({ id }) => id));
  });

  test('the libraries of the root host’s sites; a picked file is read by Graph under the same ids', async () => {
    const libraries = (await list(root, '/drives')).value;
    expect((await list(my, '/drives')).value).toEqual([]);
    const [library] = libraries;
    const [item] = (await list(root, `/drives/${library?.id}/root/children`)).value;
    const token = await tokenFor('https://graph.microsoft.com');
    const found = await bench.graph(`/drives/${library?.id}/items/${item?.id}`, token);
    expect(await found.json()).toMatchObject({ name: item?.name, parentReference: { driveId: library?.id } });
    const authorization = `Bearer ${token}`;
    const content = await bench.get(`${bench.url}/graph/v1.0/drives/${library?.id}/items/${item?.id}/content`, {
      authorization,
    });
    expect(content.status).toBe(302);
    expect((await bench.get(content.headers.get('location') ?? '', {})).text).toContain(item?.name);
    expect((await list(my, `/drives/${library?.id}/root/children`)).status).toBe(404);
  });

  test('what is in a folder, which Graph lists under the same ids', async () => {
    const [library] = (await list(root, '/drives')).value;
    const top = (await list(root, `/drives/${library?.id}/root/children`)).value;
    const minutes = top.find(({ name }) => name === 'Minutes');
    const { value } = await list(root, `/drives/${library?.id}/items/${minutes?.id}/children`);
    expect(value.map(({ name }) => name)).toEqual(['January.docx', 'February.docx']);
    const token = await tokenFor('https://graph.microsoft.com');
    const graph = await bench.graph(`/drives/${library?.id}/items/${minutes?.id}/children`, token);
    expect(listed.parse(await graph.json()).value).toEqual(value.map(({ id, name }) => ({ id, name })));
    const file = top.find(({ name }) => name === 'Vendors.xlsx');
    expect((await list(root, `/drives/${library?.id}/items/${file?.id}/children`)).status).toBe(404);
  });

  test('pages of the tenant’s other host may read them, those of another tenant not', async () => {
    const allowed = 'access-control-allow-origin';
    expect((await list(root, '/drives', { origin: my })).headers.get(allowed)).toBe(my);
    const foreign = bench.sharePoint('fabrikam-my');
    expect((await list(root, '/drives', { origin: foreign })).headers.get(allowed)).toBeNull();
  });

  test('an upload takes a permission to write', async () => {
    const authorization = `Bearer ${await tokenFor(my)}`;
    const put = { method: 'PUT', body: 'x' };
    const refused = await bench.get(`${my}/_api/v2.0/me/drive/root:/new.txt:/content`, { authorization }, put);
    expect(refused.status).toBe(403);
  });
});
