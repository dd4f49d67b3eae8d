import { z } from 'zod';
import type { AuditEvent } from '#lib/audit/schema';
import type { LatestEvent } from '#lib/connections/timeline';
import { actorWords, eventWords } from '../connections/words';

/** One line of recent activity. */
export type Activity = {
  id: string;
  at: Date;
  tone: 'success' | 'warning' | 'danger' | 'neutral';
  what: string;
  /** The account or object concerned. */
  whom: string | undefined;
  by: string | undefined;
  href: string | undefined;
};

const tones: Readonly<Partial<Record<LatestEvent['type'], Activity['tone']>>> = {
  connected: 'success',
  connected_again: 'success',
  reauthorized: 'success',
  sharepoint_gained: 'success',
  refresh_failed: 'warning',
  sharepoint_missing: 'warning',
  resource_missing: 'warning',
  needs_reauthorization: 'danger',
  new_account_seen: 'warning',
  corrupt: 'danger',
};

const auditWords: Readonly<Record<string, string>> = {
  'activity-retention.changed': 'Retention of activity changed',
  'api-key.created': 'API key created',
  'api-key.revoked': 'API key revoked',
  'connection.deleted': 'Connection deleted',
  'connection.new-account-allowed': 'New account allowed for a connection',
  'integration.broken': 'Microsoft refuses an app registration',
  'integration.credential-added': 'Credential added',
  'integration.credential-expiry': 'Expiry of a client secret noted',
  'integration.credential-refused': 'Microsoft refuses one credential',
  'integration.credential-removed': 'Credential removed',
  'integration.credential-retried': 'Credential used again',
  'integration.created': 'Integration created',
  'integration.deleted': 'Integration deleted',
  'integration.recovered': 'Microsoft accepts an app registration again',
  'integration.secret-replaced': 'Client secret replaced',
  'integration.updated': 'Integration changed',
  'integration.verified': 'Verification run',
  'notice.dismissed': 'Notice dismissed',
  'link.created': 'Connect link created',
  'link.revoked': 'Connect link revoked',
  'link.reused': 'A used link was opened again',
  'operator.added': 'Operator added',
  'operator.removed': 'Operator removed',
};

const auditTones: Readonly<Record<string, Activity['tone']>> = {
  'integration.broken': 'danger',
  'integration.credential-refused': 'warning',
  'integration.recovered': 'success',
  'link.reused': 'warning',
};

function ofEvent({ id, at, type, detail, connection }: LatestEvent): Activity {
  return {
    id: `event-${id}`,
    at,
    tone: tones[type] ?? 'neutral',
    what: eventWords[type],
    whom: connection.username,
    by: detail.by && actorWords(detail.by),
    href: `/connections/${connection.id}`,
  };
}

function auditHref(kind: string, name: string, action: string): string | undefined {
  if (kind === 'integration' && action !== 'integration.deleted') return `/integrations/${encodeURIComponent(name)}`;
  if (kind === 'link') return `/links?link=${encodeURIComponent(name)}`;
  return undefined;
}

const verifyWords: Readonly<Record<string, string>> = {
  proved: 'Integration verified',
  warned: 'Integration verified, with warnings',
  failed: 'Verification failed',
  unreached: 'Verification did not reach Microsoft',
};
const verified = z.object({ verdict: z.string() });

const reauthorizing = z.object({ kind: z.literal('reauthorize') });

function auditWhat({ action, detail }: AuditEvent): string | undefined {
  const isReauthorizing = action === 'link.created' && reauthorizing.safeParse(detail).success;
  if (action === 'integration.verified') {
    const { data } = verified.safeParse(detail);
    return verifyWords[data?.verdict ?? ''] ?? auditWords[action];
  }
  return isReauthorizing ? 'Reauthorize link created' : auditWords[action];
}

const accountOf = z.object({ username: z.string() });

type Names = ReadonlyMap<string, string>;

/** The name of the object concerned. Ids would mean nothing to a reader: a link or connection has its person's. */
function auditWhom({ subject, detail }: AuditEvent, names: Names): string | undefined {
  const [kind, ...rest] = subject.split(':');
  if (kind === 'connection') return names.get(subject) ?? accountOf.safeParse(detail).data?.username;
  return kind === 'link' ? names.get(subject) : rest.join(':');
}

function ofAudit(event: AuditEvent, names: Names): Activity[] {
  const { id, at, actor, action, subject } = event;
  const what = auditWhat(event);
  if (!what) return [];
  const [kind = '', ...rest] = subject.split(':');
  const name = rest.join(':');
  return [
    {
      id: `audit-${id}`,
      at,
      tone: auditTones[action] ?? 'neutral',
      what,
      whom: auditWhom(event, names),
      by: actor === 'system' ? undefined : actorWords(actor),
      href: auditHref(kind, name, action),
    },
  ];
}

/** Recent activity on connections and by operators, newest first. `names` are those of subjects of the audit log. */
export function mergeActivity(
  {
    events,
    audits,
    names = new Map(),
  }: { events: readonly LatestEvent[]; audits: readonly AuditEvent[]; names?: Names },
  limit: number,
): Activity[] {
  const all = [...events.map(ofEvent), ...audits.flatMap((event) => ofAudit(event, names))];
  return all.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit);
}
