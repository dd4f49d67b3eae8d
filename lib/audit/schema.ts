/** Who did it, as the audit list shows it. */
export type Actor = `operator:${string}` | `api-key:${string}` | 'console' | 'system';

export type AuditDetail = { [key: string]: string | number | boolean | null | string[] };

export type AuditEntry = { actor: Actor; action: string; subject: string; detail?: AuditDetail };

export type AuditEvent = { id: string; at: Date; actor: string; action: string; subject: string; detail: unknown };

/** The actor for an operator; e-mail addresses stay readable after the operator is gone. */
export function operatorActor({ email }: { email: string }): Actor {
  return `operator:${email}`;
}
