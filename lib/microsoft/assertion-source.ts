import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { ASSERTION_VARIABLE_PREFIX, env, readAssertionVariable } from '#lib/env';
import { MicrosoftError } from './errors.ts';

/** Where another identity provider stores its short-lived tokens for Latchkey. Each replaces the one before. */
export type AssertionSource = { file: string } | { variable: string };

const largestAssertion = 65_536;
const jwt = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** An assertion could not be read; the message says why and what to do. */
class AssertionUnreadable extends Error {
  override readonly name = 'AssertionUnreadable';
  readonly code = 'assertion_unreadable';
}

function isBelow(directory: string, file: string): boolean {
  const way = relative(directory, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Why this installation may not read a source; undefined when it may. */
export function sourceRefusal(source: AssertionSource): string | undefined {
  if ('variable' in source) {
    const allowed = source.variable.startsWith(ASSERTION_VARIABLE_PREFIX) && /^[A-Z0-9_]{1,200}$/.test(source.variable);
    return allowed ? undefined : `Only variables whose names begin with ${ASSERTION_VARIABLE_PREFIX} may be read.`;
  }
  const { federatedTokenFile: file, federatedTokenDir: directory } = env();
  if (!isAbsolute(source.file)) return 'Give the whole path of the file, from the root.';
  const path = resolve(source.file);
  if (path === file || (directory !== undefined && isBelow(directory, path))) return undefined;
  if (file === undefined && directory === undefined)
    return 'No file may be read here: start Latchkey with AZURE_FEDERATED_TOKEN_FILE or FEDERATED_TOKEN_DIR set.';
  return `Only ${[file, directory && `files below ${directory}`].filter(Boolean).join(' and ')} may be read.`;
}

async function readAllowedFile(path: string): Promise<string> {
  const { federatedTokenFile: file, federatedTokenDir: directory } = env();
  // Kubernetes mounts tokens as links within the mount; a link that leads out of it is not followed.
  const real = await realpath(path);
  const named = path === file || (directory !== undefined && isBelow(await realpath(directory), real));
  if (!named) throw new AssertionUnreadable(`${path} leads out of the directory that may be read.`);
  const found = await stat(real);
  // Reading from a pipe would wait for ever.
  if (!found.isFile()) throw new AssertionUnreadable(`${path} is no file.`);
  if (found.size > largestAssertion) throw new AssertionUnreadable(`${path} is larger than any token.`);
  return readFile(real, 'utf8');
}

function fileProblem(path: string, cause: unknown): AssertionUnreadable {
  if (cause instanceof AssertionUnreadable) return cause;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return new AssertionUnreadable(`There is no file ${path}.`, { cause });
  if (code === 'EACCES') return new AssertionUnreadable(`Latchkey may not read ${path}.`, { cause });
  return new AssertionUnreadable(`${path} could not be read.`, { cause });
}

async function readText(source: AssertionSource): Promise<string> {
  const refusal = sourceRefusal(source);
  if (refusal) throw new AssertionUnreadable(refusal);
  if ('file' in source) {
    const path = resolve(source.file);
    return readAllowedFile(path).catch((cause: unknown) => {
      throw fileProblem(path, cause);
    });
  }
  const value = readAssertionVariable(source.variable);
  if (!value) throw new AssertionUnreadable(`The variable ${source.variable} is not set or is empty.`);
  return value;
}

/** The assertion as it is now. @throws AssertionUnreadable */
export async function findAssertion(source: AssertionSource): Promise<string> {
  const text = (await readText(source)).trim();
  const name = 'file' in source ? source.file : source.variable;
  if (!jwt.test(text)) throw new AssertionUnreadable(`${name} holds no token (a JWT has three parts).`);
  return text;
}

/** The assertion for a token call. @throws MicrosoftError `assertion_unreadable`, with the reason as its cause. */
export async function readAssertion(source: AssertionSource): Promise<string> {
  try {
    return await findAssertion(source);
  } catch (cause) {
    throw new MicrosoftError({ oauthError: 'assertion_unreadable' }, { cause });
  }
}
