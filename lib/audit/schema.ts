import type { AuditAction } from './actions.ts';

/** Who acted, as shown in the audit log. */
export type Actor = `operator:${string}` | `api-key:${string}` | 'console' | 'system';

export type AuditDetail = { [key: string]: string | number | boolean | null | string[] };

export type AuditEntry = { actor: Actor; action: AuditAction; subject: string; detail?: AuditDetail };

export type AuditEvent = { id: string; at: Date; actor: string; action: string; subject: string; detail: unknown };

/** The actor for an operator. It contains the e-mail address, which stays readable after the operator is removed. */
export function operatorActor({ email }: { email: string }): Actor {
  return `operator:${email}`;
}

/** Conditions that the list is filtered by. */
export type AuditFilter = {
  id?: string | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  /** Text to find in actor, action, subject or detail, in any case. */
  search?: string | undefined;
  /** Earliest time, inclusive. */
  since?: Date | undefined;
  /** Latest time, exclusive. */
  until?: Date | undefined;
};

/** How many rows, older than the one with the id `before`. */
export type AuditPage = { limit: number; before?: string | undefined };

export const exportFormats = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Actions that record failed sign-ins and other refused access. */
export type RefusalAction = Extract<
  AuditAction,
  | 'sign-in.failed'
  | 'sign-in.locked-out'
  | 'api-key.refused'
  | 'connect-session.refused'
  | 'connect-link.refused'
  | 'picker-session.refused'
  | 'embed.refused'
>;

/** Refusals of the same kind, account and network within an hour, which share one row. */
export type FoldedRefusal = {
  action: RefusalAction;
  way: string;
  account: string | null;
  address: string;
  foldKey: string;
  attempts: number;
  /** Time of the latest refusal. */
  at: Date;
};
