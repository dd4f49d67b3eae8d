import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from '../lib/boot/problem.ts';
import { loadEnvFile, readSettings, SettingsError } from '../lib/env.ts';
import { email } from '../lib/operators/schema.ts';
import { prepareClient } from './build.ts';

/** `npm run way-in [-- --email ADDRESS]`: allows passwords again, and invites a new owner if an address is given. */
const usage = 'Give the address of a new owner, or none: npm run way-in -- --email you@example.com';

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function readAddress(): string | undefined {
  try {
    return parseArgs({ options: { email: { type: 'string' } }, allowPositionals: false }).values.email;
  } catch {
    return fail(usage);
  }
}

function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof StartProblem) return error.message;
  const isTaken = error instanceof Error && 'code' in error && error.code === 'email_taken';
  if (isTaken) return `${error.message} Passwords are allowed again; give another address for a new owner.`;
  return `It did not work: ${error instanceof Error ? error.message : String(error)}`;
}

async function openWay(address: string | undefined): Promise<string | undefined> {
  loadEnvFile(join(import.meta.dirname, '..', '.env'));
  const settings = readSettings(process.env);
  await prepareClient();
  const { openDatabase } = await import('../lib/boot/database.ts');
  const { allowPasswords } = await import('../lib/operators/sign-in-settings.ts');
  const { inviteOperator } = await import('../lib/operators/invitations.ts');
  const database = await openDatabase(settings, 'helper');
  try {
    await allowPasswords('console');
    return address && (await inviteOperator({ email: address, role: 'owner' }, 'console')).url;
  } finally {
    await database.close();
  }
}

const address = readAddress();
const parsed = address === undefined ? undefined : email.safeParse(address);
if (parsed && !parsed.success) fail(usage);
try {
  const url = await openWay(parsed?.data);
  console.error('Operators can sign in with their passwords.');
  if (url) console.log(url);
} catch (error) {
  fail(explain(error));
}
// Opening the database leaves a timer of ten seconds, which would keep the process alive.
process.exit(0);
