import { countVend } from '#lib/activity/record';
import { allows, type Scope } from '#lib/keys/scopes';
import { graphResources } from '#lib/microsoft/clouds';
import { readMsalCache } from '#lib/microsoft/msal-cache';
import { UnknownKeyError, VaultError } from '#lib/vault';
import { markCorrupt } from '../corrupt.ts';
import { ConnectionError } from '../errors.ts';
import { type ConnectionConfig, failureSchema, type StoredTokenResponse } from '../schema.ts';
import { readTokenResponse } from './columns.ts';
import { openGrant } from './lease.ts';
import { openConfigOf, openToken } from './opened.ts';
import { refreshConnection } from './refresh.ts';
import { findOverdue, findUnrenewed, type Unrenewed } from './unrenewed.ts';
import {
  isRow,
  type NotFound,
  noteVend,
  type ProxyRow,
  readForVend,
  readHealed,
  readSealedGrant,
  secondsUntil,
  type VendAnswer,
  type VendRow,
} from './vend-row.ts';

/** A token as it is handed out, with everything Microsoft said about it. */
export type Vended = {
  row: VendRow;
  accessToken: string;
  expiresAt: Date;
  /** The database's time of reading. */
  now: Date;
  response: StoredTokenResponse;
  config: ConnectionConfig;
  refreshToken: string | undefined;
  /** Origins for which the primary token is used. */
  graphResources: string[];
  /** Tokens that should have been renewed, but are the previous ones, still valid. */
  unrenewed: Unrenewed[];
};

export type VendInput = {
  keyHash: Buffer;
  uniqueKey: string;
  connectionId: string;
  refresh: 'when-due' | 'always';
  refreshToken: 'include' | 'omit';
  /** Whether a key that may not see credentials gets the connection without them, or a refusal. */
  credentials: 'required' | 'when-permitted';
  /** The caller has just created the connection, and therefore gets to see it. */
  isMaker?: true;
};

const seesCredentials = 'environment:connections:read_credentials';

function needsOf({ refresh, refreshToken, credentials, isMaker }: VendInput): Scope {
  if (credentials === 'required' || refresh === 'always' || refreshToken === 'include') return seesCredentials;
  return isMaker ? 'environment:connections:create' : 'environment:connections:read';
}

/** A connection from which no token can be had now, and why. */
export type Unvendable = { row: VendRow; error: ConnectionError };

/** A connection for a key that may not see its credentials. Nothing was opened or refreshed. */
export type Withheld = { row: VendRow; withheld: true };

/**
 * A connection with a token that is valid for more than min(5 minutes, 20 % of its lifetime), either from one row or
 * after a refresh. If the refresh fails temporarily and the token is still valid, it is returned anyway.
 */
export async function vend(input: VendInput): Promise<Vended | Unvendable | Withheld | NotFound> {
  const needs = needsOf(input);
  const first = await readHealed(() => readForVend({ ...input, needs }));
  if (!isRow(first)) return first;
  if (needs !== seesCredentials && !allows(first.key_scopes, seesCredentials)) return { row: first, withheld: true };
  const wantsRefresh =
    first.status === 'healthy' ? first.is_due || input.refresh === 'always' : input.refresh === 'always';
  const answer = wantsRefresh ? await refreshed(first, input) : first;
  if (!isRow(answer)) return answer;
  const error = whyNot(answer);
  if (error) return { row: answer, error };
  return handOut(answer, input, input.refresh === 'always' ? await findUnrenewed(first, answer) : findOverdue(answer));
}

async function refreshed(row: VendRow, input: VendInput): Promise<VendAnswer> {
  const isForced = input.refresh === 'always';
  try {
    await refreshConnection(row.id, isForced ? { kind: 'forced', seenVersion: row.token_version } : { kind: 'due' });
  } catch (error) {
    // The grant needs a key that this process does not have, but the current token can still be used.
    const isServed = error instanceof UnknownKeyError && !isForced && row.token_expires_at > row.now;
    // Errors about the connection itself show in the row that is read next.
    if (!isServed && !(error instanceof ConnectionError)) throw error;
  }
  return readForVend({ ...input, needs: needsOf(input) }, 'anew');
}

type Reasons = Pick<ProxyRow, 'status_reason' | 'token_expires_at' | 'now' | 'last_failure' | 'retry_at'> & {
  status: string;
};

/** Why no token of this row can be had now; undefined if it can. */
export function whyNot({
  status,
  status_reason,
  token_expires_at,
  now,
  last_failure,
  retry_at,
}: Reasons): ConnectionError | undefined {
  if (status === 'healthy' && token_expires_at > now) return undefined;
  const failure = failureSchema.safeParse(status_reason).data;
  if (status === 'corrupt') return new ConnectionError('corrupt', { failure });
  if (status !== 'healthy') return new ConnectionError('needs_reauthorization', { failure });
  return new ConnectionError('token_unavailable', {
    failure: failureSchema.safeParse(last_failure).data,
    retryAfterSeconds: secondsUntil(retry_at, now),
  });
}

async function handOut(row: VendRow, input: VendInput, unrenewed: Unrenewed[]): Promise<Vended | Unvendable> {
  try {
    const vended = {
      row,
      accessToken: openToken(row),
      expiresAt: row.token_expires_at,
      now: row.now,
      response: readTokenResponse(row.token_response),
      config: openConfigOf(row),
      refreshToken: input.refreshToken === 'include' ? await findRefreshToken(row.id) : undefined,
      graphResources: graphResources(row.cloud),
      unrenewed,
    };
    noteVend(row);
    countVend(row.integration_id);
    return vended;
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    await markCorrupt(row.id, error.message);
    return { row, error: new ConnectionError('corrupt', { cause: error }) };
  }
}

/** The refresh token of the grant, which exists only in MSAL's cache. */
async function findRefreshToken(id: string): Promise<string | undefined> {
  const sealed_grant = await readSealedGrant(id);
  return sealed_grant && readMsalCache(openGrant({ id, sealed_grant })).refreshToken;
}
