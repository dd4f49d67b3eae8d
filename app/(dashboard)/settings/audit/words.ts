import type { AuditEvent } from '#lib/audit/schema';

const actionWords: Readonly<Record<string, string>> = {
  'activity-retention.changed': 'Retention of activity changed',
  'api-key.created': 'API key created',
  'api-key.refused': 'API key refused',
  'api-key.revoked': 'API key revoked',
  'api-limit.changed': 'Limit of API requests changed',
  'audit.exported': 'Audit log exported',
  'branding.changed': 'Branding changed',
  'connection.deleted': 'Connection deleted',
  'connection.new-account-allowed': 'New account allowed for a connection',
  'integration.broken': 'Microsoft refuses an app registration',
  'integration.credential-added': 'Credential added',
  'integration.credential-expiry': 'Expiry of a client secret noted',
  'integration.credential-refused': 'Microsoft refuses one credential',
  'integration.credential-removed': 'Credential removed',
  'integration.credential-retried': 'Credential used again',
  'integration.recovered': 'Microsoft accepts an app registration again',
  'integration.secret-replaced': 'Client secret replaced',
  'integration.updated': 'Integration changed',
  'integration.verified': 'Verification run',
  'notice.dismissed': 'Notice dismissed',
  'link.copied': 'Link shown again',
  'link.created': 'Link created',
  'link.reused': 'A spent link was opened again',
  'operator.added': 'Operator added',
  'operator.entra-connected': 'Microsoft account connected',
  'operator.entra-disconnected': 'Microsoft account disconnected',
  'operator.invitation-copied': 'Invitation link shown again',
  'operator.invitation-revoked': 'Invitation revoked',
  'operator.invited': 'Operator invited',
  'operator.password-changed': 'Password changed',
  'operator.removed': 'Operator removed',
  'operator.role-changed': 'Role changed',
  'operator.session-ended': 'Session ended',
  'operator.sessions-ended': 'Other sessions ended',
  'operator.set-up': 'First owner created',
  'operator.signed-in': 'Signed in',
  'sign-in.entra-changed': 'Microsoft sign-in changed',
  'sign-in.entra-off': 'Microsoft sign-in switched off',
  'sign-in.entra-on': 'Microsoft sign-in switched on',
  'sign-in.failed': 'Sign-in failed',
  'sign-in.locked-out': 'Sign-in refused after too many attempts',
  'sign-in.passwords-off': 'Passwords switched off',
  'sign-in.passwords-on': 'Passwords allowed',
  'token.revealed': 'Token revealed',
  'variable.removed': 'Environment variable removed',
  'variable.set': 'Environment variable set',
};

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

/** Where what a row is about can be seen, while it is there. */
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
