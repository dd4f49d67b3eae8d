import { z } from 'zod';
import { auditActions } from '#lib/audit/actions';
import type { AuditEvent } from '#lib/audit/schema';

/** Rows written by earlier versions may have actions that are no longer in the table. */
const actionWords: Readonly<Record<string, string>> = auditActions;

/** What was done, in words; `integration.credential-added` becomes "Integration credential added". */
export function actionText(action: string): string {
  const plain = action.replace(/[.-]/g, ' ');
  return actionWords[action] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

/** The kind and name of a subject. */
function subjectParts(subject: string): { kind: string; name: string } {
  const [kind = '', ...rest] = subject.split(':');
  return { kind, name: rest.join(':') };
}

const accountOf = z.object({ username: z.string() });

/** The account that a row of a connection itself names, which may be gone. */
export function usernameIn({ subject, detail }: Pick<AuditEvent, 'subject' | 'detail'>): string | undefined {
  return subject.startsWith('connection:') ? accountOf.safeParse(detail).data?.username : undefined;
}

/** The page about a row's subject; undefined if there is none or it was deleted. */
export function subjectHref({ subject, action }: Pick<AuditEvent, 'subject' | 'action'>): string | undefined {
  const { kind, name } = subjectParts(subject);
  if (action.endsWith('.deleted') || action.endsWith('.removed')) return undefined;
  if (kind === 'integration') return `/integrations/${encodeURIComponent(name)}`;
  if (kind === 'link') return `/links?link=${encodeURIComponent(name)}`;
  if (kind === 'connection') return `/connections?search=${encodeURIComponent(name)}`;
  if (kind === 'operator') return '/settings/operators';
  if (kind === 'api-key') return '/settings/api-keys';
  return undefined;
}
