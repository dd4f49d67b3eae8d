import { db, type Transaction } from '#lib/db';
import type { Role } from '#lib/roles';
import type { InvitationRow, InvitationState, OpenInvitation } from './schema.ts';

const rowColumns = {
  id: true,
  email: true,
  role: true,
  createdAt: true,
  createdBy: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
} as const;

type Columns = Omit<InvitationRow, 'state'> & { acceptedAt: Date | null; revokedAt: Date | null };

function stateOf({ acceptedAt, revokedAt, expiresAt }: Columns): InvitationState {
  if (acceptedAt) return 'accepted';
  if (revokedAt) return 'revoked';
  return expiresAt.getTime() > Date.now() ? 'open' : 'expired';
}

function toRow(columns: Columns): InvitationRow {
  const { acceptedAt: _accepted, revokedAt: _revoked, ...row } = columns;
  return { ...row, state: stateOf(columns) };
}

export type NewInvitation = {
  id: string;
  email: string;
  role: Role;
  tokenHash: Buffer;
  sealedToken: string;
  createdBy: string;
  expiresAt: Date;
};

export async function insertInvitation(tx: Transaction, invitation: NewInvitation): Promise<void> {
  const data = { ...invitation, tokenHash: new Uint8Array(invitation.tokenHash) };
  await tx.operatorInvitation.create({ data, select: { id: true } });
}

/** Invitations that were not accepted, newest first. Revoked and expired ones are left out after a month. */
export async function listPending(): Promise<InvitationRow[]> {
  const month = 30 * 86_400_000;
  const rows = await db().operatorInvitation.findMany({
    where: { acceptedAt: null, createdAt: { gt: new Date(Date.now() - month) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 200,
    select: rowColumns,
  });
  return rows.map(toRow);
}

const usable = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } });

export async function findUsable(tokenHash: Buffer): Promise<OpenInvitation | undefined> {
  const row = await db().operatorInvitation.findFirst({
    where: { tokenHash: new Uint8Array(tokenHash), ...usable() },
    select: { email: true, role: true, createdBy: true, expiresAt: true },
  });
  if (!row) return undefined;
  const { createdBy: invitedBy, ...invitation } = row;
  return { ...invitation, invitedBy };
}

/** Whether there ever was an invitation with this token; those that are over are kept. */
export async function isKnownInvitation(tokenHash: Buffer): Promise<boolean> {
  const where = { tokenHash: new Uint8Array(tokenHash) };
  return (await db().operatorInvitation.findFirst({ where, select: { id: true } })) !== null;
}

export async function findUsableSealed(
  tx: Transaction,
  id: string,
): Promise<{ email: string; sealedToken: string; expiresAt: Date } | undefined> {
  const select = { email: true, sealedToken: true, expiresAt: true } as const;
  return (await tx.operatorInvitation.findFirst({ where: { id, ...usable() }, select })) ?? undefined;
}

/** Marks an invitation as used. Of several simultaneous callers exactly one succeeds. */
export async function takeInvitation(
  tx: Transaction,
  tokenHash: Buffer,
): Promise<{ id: string; email: string; role: Role } | undefined> {
  const rows = await tx.operatorInvitation.updateManyAndReturn({
    where: { tokenHash: new Uint8Array(tokenHash), ...usable() },
    data: { acceptedAt: new Date() },
    select: { id: true, email: true, role: true },
  });
  return rows[0];
}

/** Revokes invitations that could still be accepted, and returns their e-mail addresses. */
export async function revokeInvitations(
  tx: Transaction,
  which: { id: string } | { email: string } | { createdBy: string },
): Promise<string[]> {
  const rows = await tx.operatorInvitation.updateManyAndReturn({
    where: { ...which, ...usable() },
    data: { revokedAt: new Date() },
    select: { email: true },
  });
  return rows.map(({ email }) => email);
}
