import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeEnv } from '#lib/env';
import { findAssertion, readAssertion, sourceRefusal } from './assertion-source.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln';
let folder: string;
let tokens: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assertion-'));
  tokens = join(folder, 'tokens');
  await mkdir(join(tokens, '..data'), { recursive: true });
  await writeFile(join(folder, 'webhook-token'), token);
  await writeFile(join(folder, 'secret'), token);
  await writeFile(join(tokens, '..data', 'token'), `${token}\n`);
  // As Kubernetes mounts it: a link to the newest, within the mount.
  await symlink(join('..data', 'token'), join(tokens, 'token'));
  await symlink(join('..', 'secret'), join(tokens, 'leads-out'));
  await writeFile(join(tokens, 'no-token'), 'hello');
  await writeFile(join(tokens, 'large'), 'x'.repeat(70_000));
  process.env.AZURE_FEDERATED_TOKEN_FILE = join(folder, 'webhook-token');
  process.env.FEDERATED_TOKEN_DIR = tokens;
  process.env.LATCHKEY_ASSERTION_ONE = token;
  const key = Buffer.alloc(32).toString('base64');
  completeEnv({ DATABASE_URL: 'postgresql://nowhere', ENCRYPTION_KEYS: key, AUTH_SECRET: key });
});
afterAll(() => rm(folder, { recursive: true }));

test('a file below the directory, the one named by itself and a variable with the prefix are read', async () => {
  expect(await findAssertion({ file: join(tokens, 'token') })).toBe(token);
  expect(await findAssertion({ file: join(folder, 'webhook-token') })).toBe(token);
  expect(await findAssertion({ variable: 'LATCHKEY_ASSERTION_ONE' })).toBe(token);
});

test('it is read anew each time', async () => {
  await writeFile(join(tokens, '..data', 'token'), `${token}2`);
  expect(await findAssertion({ file: join(tokens, 'token') })).toBe(`${token}2`);
});

test.each([
  ['/etc/passwd', 'may be read.'],
  ['secret', 'Give the whole path'],
  ['/TOKENS/../secret', 'may be read.'],
  ['/TOKENS', 'may be read.'],
  ['/TOKENS-else/token', 'may be read.'],
  ['/TOKENS/leads-out', 'leads out'],
  ['/TOKENS/missing', 'There is no file'],
  ['/TOKENS/no-token', 'holds no token'],
  ['/TOKENS/..data', 'is no file'],
  ['/TOKENS/large', 'larger than any token'],
])('the file %s is refused in a sentence: %s', async (path, sentence) => {
  await expect(findAssertion({ file: path.replace('/TOKENS', tokens) })).rejects.toThrow(sentence);
});

test.each([
  ['ENCRYPTION_KEYS', 'begin with LATCHKEY_ASSERTION_'],
  ['latchkey_assertion_one', 'begin with LATCHKEY_ASSERTION_'],
  ['LATCHKEY_ASSERTION_ONE X', 'begin with LATCHKEY_ASSERTION_'],
  ['LATCHKEY_ASSERTION_MISSING', 'is not set'],
])('the variable %s is refused: %s', async (variable, sentence) => {
  await expect(findAssertion({ variable })).rejects.toThrow(sentence);
});

test('for a token call it is the app that cannot prove itself, not the grant that is closed', async () => {
  const source = { variable: 'LATCHKEY_ASSERTION_MISSING' };
  await expect(readAssertion(source)).rejects.toMatchObject({
    closes: 'integration',
    facts: { oauthError: 'assertion_unreadable' },
    cause: { code: 'assertion_unreadable' },
  });
  expect(sourceRefusal(source)).toBeUndefined();
});
