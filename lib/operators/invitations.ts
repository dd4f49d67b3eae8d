import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { readBranding } from '#lib/branding/branding';
import { networkOf } from '#lib/client-address';
import { db, type Transaction } from '#lib/db';
import { env } from '#lib/env';
import { hashToken, isToken, newId, newToken } from '#lib/ids';
import { consume } from '#lib/rate-limit';
import { noteRefusal } from '#lib/refusals/refusals';
import type { Role } from '#lib/roles';
import { open, seal } from '#lib/vault';
import { OperatorError } from './errors.ts';
import {
  findUsable,
  findUsableSealed,
  insertInvitation,
  isKnownInvitation,
  listPending,
  revokeInvitations,
  takeInvitation,
} from './invitation-store.ts';
import { hashPassword } from './password.ts';
import { requireStrongPassword } from './password-strength.ts';
import { type InvitationRow, invitationDays, type OpenInvitation } from './schema.ts';
import { recordSignIn } from './sign-in.ts';
import { arePasswordsOn } from './sign-in-settings.ts';
import { type EntraAccount, findByEmail, insertOperator, lockOperators, type SessionOperator } from './store.ts';

const place = (row: string) => ({ table: 'operator_invitation', row, column: 'sealed_token' });
const subjectOf = (email: string) => `operator:${email}`;

/** The link of an invitation, and how long it can be accepted. */
export type InvitationLink = { id: string; url: string; email: string; expiresAt: Date };

const urlOf = (token: string) => `${env().publicUrl}/invitation/${token}`;

/**
 * Invites somebody to be an operator. An earlier invitation to the same address stops working. Nothing is sent: the
 * inviting operator passes on the link. It can be accepted once, within seven days.
 * @throws OperatorError `email_taken`
 */
export async function inviteOperator(
  { email, role }: { email: string; role: Role },
  by: Actor,
): Promise<InvitationLink> {
  const id = newId();
  const token = newToken();
  const expiresAt = new Date(Date.now() + invitationDays * 86_400_000);
  const stored = { tokenHash: hashToken(token), sealedToken: seal(token, place(id)) };
  await db().$transaction(async (tx) => {
    await lockOperators(tx);
    if (await findByEmail(email, tx)) throw new OperatorError('email_taken');
    const replaced = await revokeInvitations(tx, { email });
    await insertInvitation(tx, { id, email, role, ...stored, createdBy: by, expiresAt });
    const detail = { role, expiresAt: expiresAt.toISOString(), replaced: replaced.length };
    await audit(tx, { actor: by, action: 'operator.invited', subject: subjectOf(email), detail });
  });
  return { id, url: urlOf(token), email, expiresAt };
}

/** Invitations that have not been accepted, newest first. */
export function listInvitations(): Promise<InvitationRow[]> {
  return listPending();
}

/**
 * Shows the link of an invitation again, with an audit row.
 * @throws OperatorError `invitation_gone`; VaultError
 */
export async function copyInvitation(id: string, by: Actor): Promise<InvitationLink> {
  return db().$transaction(async (tx) => {
    const found = await findUsableSealed(tx, id);
    if (!found) throw new OperatorError('invitation_gone');
    const { email, sealedToken, expiresAt } = found;
    await audit(tx, { actor: by, action: 'operator.invitation-copied', subject: subjectOf(email) });
    return { id, url: urlOf(open(sealedToken, place(id))), email, expiresAt };
  });
}

/** Revokes invitations inside the caller's transaction, with an audit row for each, and returns how many. */
export async function withdrawInvitations(
  tx: Transaction,
  which: { id: string } | { createdBy: Actor },
  by: Actor,
): Promise<number> {
  const emails = await revokeInvitations(tx, which);
  for (const email of emails)
    await audit(tx, { actor: by, action: 'operator.invitation-revoked', subject: subjectOf(email) });
  return emails.length;
}

/**
 * Revokes an invitation.
 * @throws OperatorError `invitation_gone`
 */
export async function revokeInvitation(id: string, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    if ((await withdrawInvitations(tx, { id }, by)) === 0) throw new OperatorError('invitation_gone');
  });
}

/** The invitation behind a link, while it can be accepted. Looking it up does not use it. */
export async function findInvitation(token: string): Promise<OpenInvitation | undefined> {
  return isToken(token) ? findUsable(hashToken(token)) : undefined;
}

/**
 * The same for a page that anybody can open. A token that never belonged to an invitation is a guess: it counts towards
 * the limit and is noted. Mail scanners open those that are over. @throws RateLimitError
 */
export async function openInvitation(token: string, address: string): Promise<OpenInvitation | undefined> {
  const invitation = await findInvitation(token);
  if (invitation || (isToken(token) && (await isKnownInvitation(hashToken(token))))) return invitation;
  noteRefusal({ action: 'sign-in.failed', way: 'invitation', address });
  await consume('invitation', networkOf(address));
  return undefined;
}

type Person = { name: string } & ({ passwordHash: string } | { entra: EntraAccount });

/** Uses the invitation and creates its operator in one transaction. */
async function accept(token: string, person: Person): Promise<SessionOperator> {
  return db().$transaction(async (tx) => {
    await lockOperators(tx);
    const invitation = isToken(token) ? await takeInvitation(tx, hashToken(token)) : undefined;
    if (!invitation) throw new OperatorError('invitation_closed');
    const { email, role } = invitation;
    const made = await insertOperator(tx, { id: newId(), email, role, passwordHash: null, ...person });
    const actor = `operator:${email}` as const;
    const detail = { role, method: 'entra' in person ? 'entra' : 'password' };
    await audit(tx, { actor, action: 'operator.added', subject: actor, detail });
    return made;
  });
}

/**
 * Creates the invited operator with a password of their choice and counts this as a sign-in. Of several simultaneous
 * browsers one succeeds.
 * @throws OperatorError `invitation_closed`, `password_off`, `email_taken`; WeakPasswordError
 */
export async function acceptWithPassword({
  token,
  name,
  password,
}: {
  token: string;
  name: string;
  password: string;
}): Promise<SessionOperator> {
  if (!(await arePasswordsOn())) throw new OperatorError('password_off');
  const invitation = await findInvitation(token);
  if (!invitation) throw new OperatorError('invitation_closed');
  await requireStrongPassword(password, { name, email: invitation.email, organization: (await readBranding()).name });
  const made = await accept(token, { name, passwordHash: await hashPassword(password) });
  await recordSignIn(made, 'password');
  return made;
}

/**
 * Creates the invited operator with a Microsoft account instead of a password.
 * @throws OperatorError `invitation_closed`, `entra_taken`, `email_taken`
 */
export async function acceptWithEntra(
  token: string,
  { name, entra }: { name: string; entra: EntraAccount },
): Promise<SessionOperator> {
  const made = await accept(token, { name, entra });
  await recordSignIn(made, 'entra');
  return made;
}
