type NoticeKind =
  | 'secret_expiring'
  | 'secret_expired'
  | 'credential_refused'
  | 'integration_broken'
  | 'untrusted_proxy'
  | 'attack';
type NoticeLevel = 'info' | 'warning' | 'error';

/** A message that operators see once, until it no longer holds or one of them dismisses it. */
export type Notice = {
  id: string;
  kind: NoticeKind;
  level: NoticeLevel;
  message: string;
  fix: string | null;
  integration: { uniqueKey: string; displayName: string } | null;
  createdAt: Date;
};

export type NewNotice = {
  kind: NoticeKind;
  level: NoticeLevel;
  /** A key has at most one notice while that notice holds, dismissed or not. */
  dedupeKey: string;
  /** What it is about, when that is one integration. */
  integrationId?: string;
  message: string;
  fix: string;
};
