import { expect, test } from 'vitest';
import { readSettings, SettingsError } from './env.ts';

function problemsOf(source: Record<string, string>): string[] {
  try {
    readSettings(source);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

test('nothing set: this machine, embedded database, bundled sandbox', () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    sandbox: true,
    sandboxLoginUrl: 'http://localhost:4010',
    sandboxGraphUrl: 'http://localhost:4010/graph',
  });
});

test('a public address has no sandbox unless it asks for one', () => {
  const publicUrl = { PUBLIC_URL: 'https://connect.example.com/' };
  expect(readSettings(publicUrl)).toMatchObject({
    host: '0.0.0.0',
    publicUrl: 'https://connect.example.com',
    sandbox: false,
    sandboxLoginUrl: undefined,
    sandboxGraphUrl: undefined,
  });
  const another = { SANDBOX_LOGIN_URL: 'https://login.example', SANDBOX_GRAPH_URL: 'https://graph.example' };
  expect(readSettings({ ...publicUrl, ...another })).toMatchObject({
    sandbox: false,
    sandboxLoginUrl: 'https://login.example',
  });
});

test('every problem is told at once', () => {
  expect(problemsOf({ PORT: 'x', SANDBOX: 'maybe', LOG_LEVEL: 'loud' })).toHaveLength(3);
  expect(problemsOf({ DATABASE_URL: 'postgresql://db/x', PUBLIC_URL: 'http://example.com' })).toEqual([
    expect.stringContaining('https'),
    expect.stringContaining('ENCRYPTION_KEYS'),
    expect.stringContaining('AUTH_SECRET'),
  ]);
  expect(problemsOf({ OPERATOR_EMAIL: 'owner@example.com' })).toEqual([expect.stringContaining('OPERATOR_PASSWORD')]);
  expect(problemsOf({ PUBLIC_URL: 'https://example.com/latchkey' })).toEqual([expect.stringContaining('path')]);
  expect(problemsOf({ ENCRYPTION_KEYS: 'short' })).toHaveLength(1);
});

test('an empty variable counts as absent', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: '', SANDBOX: '' }).port).toBe(3000);
});

test('forward proxies: both spellings, checked at start, never repeated in a problem', () => {
  const upper = { HTTPS_PROXY: 'http://user:secret@proxy.example:3128', NO_PROXY: 'a.example, .b.example 10.0.0.0/8' };
  expect(readSettings({ ...upper, https_proxy: 'small.example:8080' }).forwardProxies).toEqual({
    https: 'http://small.example:8080/',
    http: undefined,
    direct: ['a.example', '.b.example', '10.0.0.0/8'],
  });
  expect(readSettings({ ...upper, https_proxy: '' }).forwardProxies.https).toBe(
    'http://user:secret@proxy.example:3128/',
  );
  const [problem] = problemsOf({ HTTPS_PROXY: 'socks5://user:secret@proxy.example' });
  expect(problem).toMatch(/^HTTPS_PROXY: must be the http or https address/);
  expect(problem).not.toContain('secret');
  expect(problemsOf({ no_proxy: '10.0.0.0/99,a.example' })).toEqual([
    expect.stringMatching(/^NO_PROXY: "10.0.0.0\/99"/),
  ]);
});

test.each([
  ['TRUSTED_PROXIES', '10.0.0.0/99', '"10.0.0.0/99"'],
  ['TRUSTED_PROXIES', '10.0.0.1, nginx', '"nginx"'],
  ['TRUSTED_PROXIES', '10.0.0.0/', '"10.0.0.0/"'],
  ['TRUSTED_PROXIES', '10.0.0.0/08', '"10.0.0.0/08"'],
  ['TRUSTED_PROXIES', '10.0.0.0/-1', '"10.0.0.0/-1"'],
  ['TRUSTED_PROXIES', '10.0.0.0/255.0.0.0', '"10.0.0.0/255.0.0.0"'],
  ['TRUSTED_PROXIES', '10.0.0.0/8/8', '"10.0.0.0/8/8"'],
  ['TRUSTED_PROXIES', '2001:db8::/129', '"2001:db8::/129"'],
  ['TRUSTED_PROXIES', '::ffff:10.0.0.0/95', '"::ffff:10.0.0.0/95"'],
  ['TRUSTED_PROXIES', '10.0.0', '"10.0.0"'],
  ['TRUSTED_PROXIES', '10.0.0.1:8080', '"10.0.0.1:8080"'],
  ['TRUSTED_PROXIES', 'loopback', '"loopback"'],
  ['HOST', 'http://0.0.0.0', 'without scheme'],
  ['HOST', '0.0.0.0:3000', 'without scheme'],
  ['HOST', '[::]', 'without scheme'],
  ['HOST', '300.1.1.1', 'address of this machine'],
  ['HOST', '*', 'address of this machine'],
  ['PORT', '3e3', '1 to 65535'],
  ['PORT', '0x50', '1 to 65535'],
  ['PORT', '3000.0', '1 to 65535'],
  ['PORT', '0', '1 to 65535'],
  ['PORT', '65536', '1 to 65535'],
  ['PORT', '-1', '1 to 65535'],
  ['SANDBOX_PORT', '0', '1 to 65535'],
  ['SANDBOX_PORT', '1e3', '1 to 65535'],
  ['LOG_LEVEL', 'INFO', 'one of trace'],
  ['PUBLIC_URL', 'https://a:b@connect.example.com', 'user name'],
  ['PUBLIC_URL', 'https://connect.example.com?x=1', 'query'],
  ['PUBLIC_URL', 'https://connect.example.com/?', 'query'],
  ['PUBLIC_URL', 'https://connect.example.com#x', 'query'],
  ['PUBLIC_URL', 'https://*.example.com', 'one host'],
  ['PUBLIC_URL', 'connect.example.com', 'http or https'],
  ['PUBLIC_URL', 'ftp://connect.example.com', 'http or https'],
  ['SANDBOX_LOGIN_URL', 'https://a:b@login.example', 'user name'],
  ['DATABASE_URL', 'postgresql://u:p#1@db.example.com/x', 'percent-encode'],
  ['ENCRYPTION_KEYS', `${'A'.repeat(43)},${'0'.repeat(64)}`, 'twice'],
  ['ENCRYPTION_KEYS', `${'A'.repeat(43)},${'A'.repeat(43)}=`, 'twice'],
  ['ENCRYPTION_KEYS', `"${'A'.repeat(43)}="`, '32 bytes'],
])('%s=%s does not start', (name, value, sentence) => {
  const problems = problemsOf({ [name]: value });
  expect(problems.filter((problem) => problem.startsWith(name))).toEqual([expect.stringContaining(sentence)]);
});

test('what is wrong with a key does not show the key', () => {
  const key = `${'S'.repeat(40)}`;
  expect(problemsOf({ ENCRYPTION_KEYS: key }).join()).not.toContain('SSS');
});

test('proxies are named by addresses and networks of both families, between commas or spaces', () => {
  const TRUSTED_PROXIES = ' 10.0.0.0/8, 192.0.2.7 2001:db8::/32,::1,::ffff:10.0.0.0/104,fe80::1%eth0,0.0.0.0/0\n';
  expect(readSettings({ TRUSTED_PROXIES }).trustedProxies).toHaveLength(7);
});

test('PUBLIC_URL is kept as an origin', () => {
  expect(readSettings({ PUBLIC_URL: 'https://Connect.Example.com:443/' }).publicUrl).toBe(
    'https://connect.example.com',
  );
  expect(readSettings({ PUBLIC_URL: 'http://127.8.8.8:3000' }).sandbox).toBe(true);
  expect(readSettings({ HOST: ' :: ', PORT: ' 8080 ' })).toMatchObject({ host: '::', port: 8080 });
});

test('PostgreSQL is reached over a socket too', () => {
  const secrets = { ENCRYPTION_KEYS: 'A'.repeat(43), AUTH_SECRET: 'a'.repeat(32) };
  const DATABASE_URL = 'postgresql://latchkey@/latchkey?host=/run/postgresql';
  expect(readSettings({ ...secrets, DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
});
