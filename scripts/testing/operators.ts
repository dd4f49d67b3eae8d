import type { Actor } from '../../lib/audit/schema.ts';
import { pool } from '../../lib/db.ts';
import { acceptWithPassword, inviteOperator } from '../../lib/operators/invitations.ts';
import type { Role } from '../../lib/roles.ts';

type NewOperator = { name: string; email: string; role: Role; password: string };

/** The token in an invitation's link. */
export const tokenOf = ({ url }: { url: string }) => new URL(url).pathname.split('/').at(-1) ?? '';

/** Creates an operator by inviting them and accepting with a password. */
export async function addOperator({ name, email, role, password }: NewOperator, by: Actor) {
  return acceptWithPassword({ token: tokenOf(await inviteOperator({ email, role }, by)), name, password });
}

/** Moves everybody's last sign-in ten minutes and a second into the past. */
export async function tenMinutesPass(): Promise<void> {
  await pool().query(`update operator_session set confirmed_at = now() - interval '10 minutes 1 second'`);
}
