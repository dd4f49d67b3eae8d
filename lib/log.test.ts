import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The log line for some facts, written by a separate process. */
function logged(facts: string): string {
  const script = `import('#lib/log').then(({ log }) => log().error(${facts}, 'it failed'))`;
  const env = { ...process.env, LOG_LEVEL: 'info' };
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' }).stderr;
}

test('an error keeps the code that says why, and so do its causes', () => {
  const line = logged(`{ error: Object.assign(new Error('down', {
    cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  }), { code: 'unreachable' }) }`);
  expect(line).toContain('"reason":"unreachable"');
  expect(line).toContain('"reason":"ECONNREFUSED"');
});

test.each(['code', 'state', 'client_secret', 'access_token', 'refresh_token', 'client_assertion', 'password', 'token'])(
  'a fact called %s is blacked out, also further down',
  (name) => {
    expect(logged(`{ ${name}: 's3cret', request: { ${name}: 's3cret', body: { ${name}: 's3cret' } } }`)).not.toContain(
      's3cret',
    );
  },
);
