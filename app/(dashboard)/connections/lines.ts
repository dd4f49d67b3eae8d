import type { ConnectionStatus } from '#lib/connections/schema';

export const statusWords: Record<ConnectionStatus, string> = {
  healthy: 'Healthy',
  needs_reauthorization: 'Needs reauthorization',
  corrupt: 'Corrupt',
};

/** What a line of the list shows, and nothing more, because all of it is sent to the browser. Times are in ms. */
export type Line = {
  id: string;
  connectionId: string;
  name: string;
  username: string;
  integration: string;
  isSandbox: boolean;
  endUser: string | null;
  endUserMore: string | null;
  status: ConnectionStatus;
  /** Why no token is handed out, in a few words, and in a sentence. */
  short: string | null;
  reason: string | null;
  /** Whether the customer's admin has to act before a link helps. */
  isForAdmin: boolean;
  /** The reauthorize link that is out. */
  link: OpenLink | null;
  hasGraph: boolean;
  hasSharePoint: boolean;
  usedAt: number | null;
  expiresAt: number;
  hasEnded: boolean;
  createdAt: number;
};

/** When the link that is out was made, and whether it was opened. */
export type OpenLink = { madeAt: number; openedAt: number | null };
