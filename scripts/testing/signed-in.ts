import { startSession } from '../../lib/auth/session.ts';
import { createFirstOwner } from '../../lib/operators/set-up.ts';
import { verifyPassword } from '../../lib/operators/sign-in.ts';
import { addOperator } from './operators.ts';

/** The password of every operator that `addEveryRole` creates. */
export const password = 'correct horse battery';
export const emailOf = (role: string) => `${role}@example.com`;

/** Creates an owner, an admin and a viewer. Refused access becomes an error that a test can catch. */
export async function addEveryRole(): Promise<void> {
  // A build sets this through `experimental.authInterrupts`.
  process.env.__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS = 'true';
  await createFirstOwner({ name: 'Owner', email: emailOf('owner'), password });
  for (const role of ['admin', 'viewer'] as const)
    await addOperator({ name: role, email: emailOf(role), role, password }, 'console');
}

/** Signs the test's browser in as the operator with this role. For `stranger` nobody is signed in. */
export async function become(caller: string): Promise<void> {
  if (caller !== 'stranger')
    await startSession(await verifyPassword({ email: emailOf(caller), password }, '192.0.2.1'));
}

/** A form as a browser posts it: only strings and files, and a list as repeated fields. */
export function form(fields: Record<string, string | File | (string | File)[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one);
  return data;
}
