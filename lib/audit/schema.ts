import type { AuditAction } from './actions.ts';

/** Who did it, as the audit list shows it. */
export type Actor = `operator:${string}` | `api-key:${string}` | 'console' | 'system';

export type AuditDetail = { [key: string]: string | number | boolean | null | string[] };

export type AuditEntry = { actor: Actor; action: AuditAction; subject: string; detail?: AuditDetail };

export type AuditEvent = { id: string; at: Date; actor: string; action: string; subject: string; detail: unknown };

/** The actor for an operator; e-mail addresses stay readable after the operator is gone. */
export function operatorActor({ email }: { email: string }): Actor {
  return `operator:${email}`;
}

/** What the list is narrowed to. */
export type AuditFilter = {
  id?: string | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  /** Text anywhere in actor, action, subject or detail, in any case. */
  search?: string | undefined;
  /** From this time on. */
  since?: Date | undefined;
  /** Before this time. */
  until?: Date | undefined;
};

/** How many rows, and before which one (its id). */
export type AuditPage = { limit: number; before?: string | undefined };

export const exportFormats = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is noted of somebody who was not let in. */
export type RefusalAction = Extract<AuditAction, 'sign-in.failed' | 'sign-in.locked-out' | 'api-key.refused'>;

/** Refusals of one kind, account and network within an hour; written as one row. */
export type FoldedRefusal = {
  action: RefusalAction;
  way: string;
  account: string | null;
  address: string;
  foldKey: string;
  attempts: number;
  /** When the latest of them was. */
  at: Date;
};
