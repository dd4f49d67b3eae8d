import { email } from '../lib/operators/schema.ts';
import { explain, fail, readOption, withDatabase } from './console.ts';

/** `npm run way-in [-- --email ADDRESS]`: allows passwords again, and invites a new owner if an address is given. */
const usage = 'Give the address of a new owner, or none: npm run way-in -- --email you@example.com';

function readAddress(): string | undefined {
  try {
    return readOption('email');
  } catch {
    return fail(usage);
  }
}

function openWay(address: string | undefined): Promise<string | undefined> {
  return withDatabase(async () => {
    const { allowPasswords } = await import('../lib/operators/sign-in-settings.ts');
    const { inviteOperator } = await import('../lib/operators/invitations.ts');
    await allowPasswords('console');
    return address && (await inviteOperator({ email: address, role: 'owner' }, 'console')).url;
  });
}

function explainTaken(error: unknown): string | undefined {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'email_taken';
  return isTaken ? `${error.message} Passwords are allowed again; give another address for a new owner.` : undefined;
}

const address = readAddress();
const parsed = address === undefined ? undefined : email.safeParse(address);
if (parsed && !parsed.success) fail(usage);
try {
  const url = await openWay(parsed?.data);
  console.error('Operators can sign in with their passwords.');
  if (url) console.log(url);
} catch (error) {
  fail(explainTaken(error) ?? explain(error, 'It did not work'));
}
// Opening the database leaves a timer of ten seconds, which would keep the process alive.
process.exit(0);
