import { auditActions } from '#lib/audit/actions';
import type { AuditEvent } from '#lib/audit/schema';

/** Rows of earlier versions may hold actions that are not in the table any more. */
const actionWords: Readonly<Record<string, string>> = auditActions;

/** What was done, in words; `integration.credential-added` becomes "Integration credential added". */
export function actionText(action: string): string {
  const plain = action.replace(/[.-]/g, ' ');
  return actionWords[action] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

/** A subject's kind and its name within it. */
function subjectParts(subject: string): { kind: string; name: string } {
  const [kind = '', ...rest] = subject.split(':');
  return { kind, name: rest.join(':') };
}

/** The page that shows what a row is about; undefined when it has none or was deleted. */
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
