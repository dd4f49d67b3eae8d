import { ConnectionError } from '#lib/connections/errors';
import {
  type Callable,
  type ProxyVendInput,
  renewForProxy,
  renewSharePoint,
  vendForProxy,
  vendSharePoint,
} from '#lib/connections/tokens/vend-for-proxy';
import { noteKeyUse } from '#lib/keys/record-use';
import { refuseKey } from '../auth.ts';
import { noCredentials, notFound } from './refusals.ts';
import { hostRefused, type Target } from './target.ts';

/** The token for one target. */
export type Bearer = {
  /** Absent for a pre-authenticated URL, which is its own credential. */
  accessToken: string | undefined;
  /**
   * Gets a new token after Microsoft refused this one, with the claims that it demanded; undefined when there is none.
   * @throws ApiError 424 where claims were demanded and no token meets them
   */
  renew: (claims: string | undefined) => Promise<string | undefined>;
};

/** The connection a call is for, with its Graph token. @throws ApiError */
export async function requireCallable(input: ProxyVendInput & { address: string }): Promise<Callable> {
  const answer = await vendForProxy(input);
  if ('found' in answer) throw answer.found === 'key_unknown' ? refuseKey(input.address) : notFound[answer.found]();
  noteKeyUse(answer.row.key_id);
  if ('error' in answer) throw noCredentials(answer.error);
  return answer;
}

/**
 * The token for the target.
 * @throws ApiError 400 for a host that is not the connection's, 424 without a token
 */
export async function bearerFor(
  { audience, origin }: Target,
  input: ProxyVendInput,
  callable: Callable,
): Promise<Bearer> {
  const { id } = callable.row;
  if (audience === 'graph') {
    const renew = async (claims?: string) => {
      const answer = await renewForProxy(input, callable, claims);
      if (!answer || 'accessToken' in answer) return answer?.accessToken;
      if (claims !== undefined) throw noCredentials(answer.error);
    };
    return { accessToken: callable.accessToken, renew: unlessFutile(id, renew) };
  }
  if (audience === 'none') return { accessToken: undefined, renew: async () => undefined };
  const accessToken = await vendSharePoint(id, origin).catch(refuseHost);
  const renew = (claims?: string) =>
    renewSharePoint(id, origin, { claims }).catch(claims === undefined ? withoutToken : refuseHost);
  return { accessToken, renew: unlessFutile(`${id} ${origin}`, renew) };
}

function refuseHost(error: unknown): never {
  if (!(error instanceof ConnectionError)) throw error;
  throw error.code === 'resource_unknown' ? hostRefused() : noCredentials(error);
}

function withoutToken(error: unknown): undefined {
  if (!(error instanceof ConnectionError)) throw error;
}

const futileMilliseconds = 60_000;
const mostFutile = 10_000;

declare global {
  var latchkeyFutileRenewals: Map<string, number> | undefined;
}

function futile(): Map<string, number> {
  globalThis.latchkeyFutileRenewals ??= new Map();
  return globalThis.latchkeyFutileRenewals;
}

/** A token refused with claims and one refused without are two things: the first may follow the other at once. */
const futileKey = (key: string, claims: string | undefined) => (claims === undefined ? key : `${key} claims`);

function unlessFutile(key: string, renew: Bearer['renew']): Bearer['renew'] {
  return async (claims) => {
    const until = futile().get(futileKey(key, claims));
    return until !== undefined && until > performance.now() ? undefined : renew(claims);
  };
}

/** Records that a renewed token was refused as well. For a minute, a 401 then does not cause another token request. */
export function noteFutileRenewal({ audience, origin }: Target, id: string, claims: string | undefined): void {
  if (futile().size >= mostFutile) futile().clear();
  const key = audience === 'graph' ? id : `${id} ${origin}`;
  futile().set(futileKey(key, claims), performance.now() + futileMilliseconds);
}
