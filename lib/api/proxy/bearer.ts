import { ConnectionError } from '#lib/connections/errors';
import {
  type Callable,
  type ProxyVendInput,
  renewForProxy,
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
  /** Gets a new token after Microsoft refused this one; undefined when there is none. */
  renew: () => Promise<string | undefined>;
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
    const renew = async () => (await renewForProxy(input, callable))?.accessToken;
    return { accessToken: callable.accessToken, renew: () => unlessFutile(id, renew) };
  }
  if (audience === 'none') return { accessToken: undefined, renew: async () => undefined };
  const accessToken = await vendSharePoint(id, origin).catch(refuseHost);
  const renew = () => vendSharePoint(id, origin, 'renewed').catch(withoutToken);
  return { accessToken, renew: () => unlessFutile(`${id} ${origin}`, renew) };
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

async function unlessFutile(key: string, renew: () => Promise<string | undefined>): Promise<string | undefined> {
  const until = futile().get(key);
  if (until !== undefined && until > performance.now()) return undefined;
  return renew();
}

/** Records that a renewed token was refused as well. For a minute, a 401 then does not cause another token request. */
export function noteFutileRenewal({ audience, origin }: Target, id: string): void {
  if (futile().size >= mostFutile) futile().clear();
  futile().set(audience === 'graph' ? id : `${id} ${origin}`, performance.now() + futileMilliseconds);
}
