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
