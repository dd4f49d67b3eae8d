type NoticeKind =
  | 'secret_expiring'
  | 'secret_expired'
  | 'credential_refused'
  | 'integration_broken'
  | 'untrusted_proxy'
  | 'attack'
  | 'webhook_disabled'
  | 'webhook_failing'
  | 'sweep_behind'
  | 'microsoft_unreachable'
  | 'alerts_failing';
type NoticeLevel = 'info' | 'warning' | 'error';

/** A message for operators, shown until it no longer applies or one of them dismisses it. */
export type Notice = {
  id: string;
  kind: NoticeKind;
  level: NoticeLevel;
  message: string;
  fix: string | null;
  integration: { uniqueKey: string; displayName: string } | null;
  createdAt: Date;
};

/** A notice with what tells it from others. */
export type KeyedNotice = Notice & { dedupeKey: string };

export type NewNotice = {
  kind: NoticeKind;
  level: NoticeLevel;
  /** There is at most one notice with a key at a time, dismissed or not. */
  dedupeKey: string;
  /** The integration it is about, if any. */
  integrationId?: string;
  message: string;
  fix: string;
};
