import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInnerAddress } from '../../inner-address.ts';
import { isProxyPath, readEndpoint } from './endpoint.ts';
import { requestHeaders } from './headers.ts';
import { isPreauthenticated, recordedPath } from './preauthenticated.ts';
import { retryDelay } from './proxy.ts';
import { nextHop } from './redirects.ts';
import { resolveTarget } from './target.ts';

const cloud = { graphUrl: 'https://graph.microsoft.com', allowsHttp: false };

test('whatever is asked for, a call goes to Graph as written, or to a plain https host that still has to be named', () => {
  const piece = fc.constantFrom(
    'graph.microsoft.com',
    '@',
    '//',
    '..',
    '%2e',
    '\\',
    ':443',
    'evil.example',
    '/',
    '?',
    'https:',
  );
  const asked = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.string(),
  );
  fc.assert(
    fc.property(asked, fc.oneof(asked, fc.constant('')), (path, override) => {
      let target: ReturnType<typeof resolveTarget>;
      try {
        target = resolveTarget({ endpoint: readEndpoint(`/api/proxy/${path}`), override, cloud });
      } catch (error) {
        expect(error).toMatchObject({ name: 'ApiError', status: 400 });
        return;
      }
      const url = new URL(`${target.origin}${target.path}`);
      expect([url.origin, url.username, url.protocol]).toEqual([target.origin, '', 'https:']);
      expect(target.audience === 'graph').toBe(url.host === 'graph.microsoft.com');
    }),
    { numRuns: 1_000 },
  );
});

test('the sandbox answers to two names, below its own path only', () => {
  const sandbox = { graphUrl: 'http://localhost:4010/graph', allowsHttp: true };
  const at = (path: string) =>
    resolveTarget({ endpoint: readEndpoint(`/api/proxy${path}`), override: '', cloud: sandbox });
  const me = { audience: 'graph', origin: 'http://localhost:4010', path: '/graph/v1.0/me' };
  expect(at('/v1.0/me')).toEqual(me);
  expect(at('/https://graph.microsoft.com/v1.0/me')).toEqual(me);
  expect(at('/http://localhost:4010/graph/v1.0/me')).toEqual(me);
  expect(() => at('/http://localhost:4010/_sandbox/health')).toThrow();
});

test('an http address behind Graph’s version is meant as such in the sandbox, under the same rules; nowhere else', () => {
  const sandbox = { graphUrl: 'http://localhost:4010/graph', allowsHttp: true };
  const through = (address: string, of = sandbox) =>
    resolveTarget({
      endpoint: readEndpoint(`/api/proxy/https://graph.microsoft.com/v1.0/${address}`),
      override: '',
      cloud: of,
    });
  const next = { audience: 'graph', origin: 'http://localhost:4010', path: '/graph/v1.0/me?$skiptoken=a' };
  expect(through('http://localhost:4010/graph/v1.0/me?$skiptoken=a')).toEqual(next);
  expect(() => through('http://localhost:4010/_sandbox/health')).toThrow();
  expect(() => through('http://user@contoso.example/')).toThrow();
  expect(through('http://evil.example/').audience).toBe('sharepoint');
  const outside = through('http://evil.example/', cloud);
  expect(outside).toEqual({ audience: 'graph', origin: cloud.graphUrl, path: '/v1.0/http://evil.example/' });
});

test.each([
  ['https://Contoso.SharePoint.com:443/', 'sharepoint', 'https://contoso.sharepoint.com'],
  ['https://contoso.sharepoint.com.', 'sharepoint', 'https://contoso.sharepoint.com'],
  ['HTTPS://GRAPH.MICROSOFT.COM:443', 'graph', 'https://graph.microsoft.com'],
])('%s is the same origin as its one spelling', (override, audience, origin) => {
  const target = resolveTarget({ endpoint: readEndpoint('/api/proxy/_api/web'), override, cloud });
  expect(target).toMatchObject({ audience, origin });
});

test.each([
  'https://contoso.sharepoint.com:444x',
  'https://c@contoso.sharepoint.com',
  'https://contoso.sharepoint.com..',
])('%s is none', (override) => {
  expect(() => resolveTarget({ endpoint: readEndpoint('/api/proxy/_api/web'), override, cloud })).toThrow();
});

test('which addresses are the proxy', () => {
  for (const url of ['/api/proxy', '/api/proxy/', '/api/proxy/v1.0/me?x', '/api/proxy?x'])
    expect(isProxyPath(url)).toBe(true);
  for (const url of ['/api/proxying', '/api/prox', '/proxy/v1.0', '/x/api/proxy/'])
    expect(isProxyPath(url)).toBe(false);
});

test('what is retried, and for how long it waits', () => {
  const asked = { retries: 9, retryOn: [409] };
  const tried = { method: 'GET', path: '/v1.0/me', status: 503, retryAfter: undefined, made: 0 };
  expect(retryDelay(tried, { ...asked, retries: 0 })).toBeUndefined();
  expect(retryDelay({ ...tried, made: 9 }, asked)).toBeUndefined();
  expect(retryDelay({ ...tried, status: 404 }, asked)).toBeUndefined();
  expect(retryDelay({ ...tried, status: 401 }, asked)).toBeUndefined();
  for (const method of ['POST', 'PATCH']) {
    expect(retryDelay({ ...tried, method }, asked)).toBeUndefined();
    expect(retryDelay({ ...tried, method, status: undefined }, asked)).toBeUndefined();
    expect(retryDelay({ ...tried, method, status: 409 }, asked)).toBeGreaterThan(0);
  }
  expect(retryDelay({ ...tried, method: 'POST', path: '/v1.0/$batch', status: 409 }, asked)).toBeUndefined();
  for (let made = 0; made < 9; made += 1) {
    const wait = retryDelay({ ...tried, status: undefined, made }, asked);
    expect(wait).toBeGreaterThanOrEqual(Math.min(250 * 2 ** made, 15_000));
    expect(wait).toBeLessThanOrEqual(30_000);
  }
});

test('redirects lead to named hosts outside only', () => {
  const hop = (location: string, network: 'internet' | 'sandbox' = 'internet') =>
    nextHop({ status: 302, headers: { location } }, 'https://graph.microsoft.com/v1.0/x', network)?.href;
  expect(hop('https://contoso-my.sharepoint.com/download')).toBe('https://contoso-my.sharepoint.com/download');
  expect(hop('/v1.0/y')).toBe('https://graph.microsoft.com/v1.0/y');
  for (const location of [
    ...['http://contoso.sharepoint.com/x', 'https://localhost/x', 'https://a.localhost/x', 'https://127.0.0.1/x'],
    ...[
      'https://2130706433/x',
      'https://[::1]/x',
      'https://10.0.0.1/x',
      'https://internal/x',
      'https://u:p@a.example/',
    ],
    ...['file:///etc/passwd', 'https://0x7f.1/x', '//', 'data:,x'],
  ])
    expect(hop(location), location).toBeUndefined();
  expect(hop('http://contoso-my.sharepoint.localhost:4010/x', 'sandbox')).toBeDefined();
  expect(hop('http://10.0.0.1/x', 'sandbox')).toBeUndefined();
});

test('addresses behind the firewall', () => {
  for (const inner of [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
  ])
    expect(isInnerAddress(inner), inner).toBe(true);
  for (const inner of [
    '::1',
    '::',
    '::ffff:10.0.0.1',
    '::ffff:0:10.0.0.1',
    'fd00::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '2002:a00:1::1',
    '2002:7f00:1::',
    '2002:c0a8:101::1',
    '2002:a9fe:a9fe::1',
    'no address',
  ])
    expect(isInnerAddress(inner), inner).toBe(true);
  for (const outer of ['13.107.136.10', '2620:1ec:8f8::10', '8.8.8.8', '2002:808:808::1', '2002:c0a9::1'])
    expect(isInnerAddress(outer), outer).toBe(false);
});

test('a header named for Microsoft wins, in whichever order they come', () => {
  const ask = { decompress: false };
  const [named, own] = [{ 'nango-proxy-accept': 'a' }, { accept: 'b' }];
  expect(requestHeaders({ ...named, ...own }, ask)).toEqual({ accept: 'a' });
  expect(requestHeaders({ ...own, ...named }, ask)).toEqual({ accept: 'a' });
});

const clouds = {
  global: cloud,
  'us-gov': { graphUrl: 'https://graph.microsoft.us', allowsHttp: false },
  'us-gov-dod': { graphUrl: 'https://dod-graph.microsoft.us', allowsHttp: false },
  china: { graphUrl: 'https://microsoftgraph.chinacloudapi.cn', allowsHttp: false },
  sandbox: { graphUrl: 'http://localhost:4010/graph', allowsHttp: true },
};

const callAt = (url: string) => {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/]+)(.*)$/.exec(url) ?? [];
  return { origin, path };
};

test.each([
  ['global', "https://outlook.office.com/api/v2.0/Users('a@b')/Messages('c')/AttachmentSessions('d')?authtoken=eyJ.x"],
  ['global', 'https://outlook.office365.com/api/gv1.0/x?authtoken=1'],
  [
    'global',
    'https://contoso-my.sharepoint.com/personal/m/_api/v2.0/drives/b/items/1/uploadSession?guid=1&tempauth=v1.e',
  ],
  ['global', 'https://contosoeur.sharepoint.com/_layouts/15/download.aspx?UniqueId=1&tempauth=v1.e'],
  ['global', 'https://sn3302.up.1drv.com/up/fe6987415ace7X4e1eF866337'],
  ['global', 'https://api.onedrive.com/rup/1/eyJ'],
  ['global', 'https://my.microsoftpersonalcontent.com/personal/1/_api/v2.0/uploadSession?tempauth=1'],
  ['us-gov', 'https://contoso.sharepoint.us/_api/v2.0/uploadSession?tempauth=1'],
  ['us-gov-dod', 'https://contoso.sharepoint-mil.us/_api/v2.0/uploadSession?tempauth=1'],
  ['china', 'https://partner.outlook.cn/api/v2.0/x?authtoken=1'],
  ['sandbox', 'http://contoso-my.sharepoint.localhost:4010/_api/v2.0/uploadSession?tempauth=1'],
] as const)('handed out by Microsoft in %s: %s', (id, url) => {
  expect(isPreauthenticated(callAt(url), clouds[id])).toBe(true);
});

test.each([
  ['global', 'https://outlook.office.com/api/v2.0/me/messages'],
  ['global', 'https://outlook.office.com/x?authtoken='],
  ['global', 'https://contoso.sharepoint.com/_api/web'],
  ['global', 'https://evil.example/x?authtoken=1&tempauth=1'],
  ['global', 'https://outlook.office.com.evil.example/x?authtoken=1'],
  ['global', 'https://evilsharepoint.com/x?tempauth=1'],
  ['global', 'https://1drv.com.evil.example/up/1'],
  ['global', 'https://outlook.office.com:8443/x?authtoken=1'],
  ['global', 'http://outlook.office.com/x?authtoken=1'],
  ['global', 'https://127.0.0.1/x?tempauth=1'],
  ['global', 'http://contoso.sharepoint.localhost:4010/x?tempauth=1'],
  ['global', 'https://contoso.sharepoint.us/x?tempauth=1'],
  ['us-gov', 'https://contoso.sharepoint.com/x?tempauth=1'],
  ['us-gov', 'https://sn3302.up.1drv.com/up/1'],
  ['china', 'https://outlook.office.com/x?authtoken=1'],
  ['sandbox', 'http://contoso.sharepoint.localhost:4011/x?tempauth=1'],
  ['sandbox', 'https://outlook.office.com/x?authtoken=1'],
] as const)('not handed out by Microsoft in %s: %s', (id, url) => {
  expect(isPreauthenticated(callAt(url), clouds[id])).toBe(false);
});

test('what is kept of an address that is its own credential', () => {
  expect(recordedPath(callAt('https://sn3302.up.1drv.com/up/fe6987415ace7'), cloud)).toBe('/up/…');
  expect(recordedPath(callAt('https://contoso.sharepoint.com/_api/x?tempauth=1'), cloud)).toBe('/_api/x');
});
