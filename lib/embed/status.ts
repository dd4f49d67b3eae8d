import { findConnection } from '#lib/connections/connections';
import type { Outcome } from '#lib/links/schema';
import { findSessionState, type SessionState } from '#lib/links/session';

const statuses = {
  open: 'open',
  opened: 'open',
  at_microsoft: 'at_microsoft',
  awaiting_admin: 'waiting_for_admin',
  approved: 'approved',
  connected: 'connected',
  expired: 'ended',
  revoked: 'ended',
} as const;

/** What has become of a session. `failed` may be followed by another try, until the session ends. */
export type SessionStatus = {
  status: (typeof statuses)[SessionState['state']] | 'failed';
  /** When connected: the public id of the connection and the key of its integration. */
  connected: { connectionId: string; integrationKey: string } | undefined;
  /** The last outcome if it was a failure: a code for programs, a sentence for the person. */
  problem: { code: string; message: string; at: string } | undefined;
  outcome: Outcome | null;
  /** Changes with the status and with each new outcome. */
  mark: string;
  expiresAt: Date;
};

/** Outcomes after which the person or their admin goes on by themselves. */
const isNoProblem = ({ code }: Outcome) => ['connected', 'tenant_connected', 'tenant_pending'].includes(code);

/** What has become of the session with this token; undefined when there is none. */
export async function readSessionStatus(token: string): Promise<SessionStatus | undefined> {
  const session = await findSessionState(token);
  return session && statusOf(session);
}

/** What has become of a session. */
export async function statusOf({ state, outcome, connectionId, expiresAt }: SessionState): Promise<SessionStatus> {
  const made = state === 'connected' && connectionId ? await findConnection(connectionId) : undefined;
  const connected = made && { connectionId: made.connectionId, integrationKey: made.integrationKey };
  const problem =
    state === 'connected' || !outcome || isNoProblem(outcome)
      ? undefined
      : { code: outcome.code, message: outcome.message, at: outcome.at };
  const status = state === 'opened' && problem ? 'failed' : statuses[state];
  const mark = `${status} ${outcome?.at ?? ''}`;
  return { status, connected, problem, outcome, mark, expiresAt };
}
