import { UnknownKeyError, VaultError } from '#lib/vault';
import { markCorrupt } from '../corrupt.ts';
import { ConnectionError, onlyConnectionErrors } from '../errors.ts';
import { type Failure, failureSchema } from '../schema.ts';
import { openToken } from './opened.ts';
import { refreshConnection } from './refresh.ts';
import { whyNot } from './vend.ts';
import { type ResourceRow, readResource, vendResource } from './vend-resource.ts';
import { isRow, type NotFound, noteVend, type ProxyRow, readForProxy, readHealed, secondsUntil } from './vend-row.ts';

export type ProxyVendInput = { keyHash: Buffer; uniqueKey: string; connectionId: string };

/** A connection with a usable Graph token. None of its other secrets are opened. */
export type Callable = { row: ProxyRow; accessToken: string };

type Uncallable = { row: ProxyRow; error: ConnectionError };

/** The Graph token for one call, read in one round trip unless it has to be refreshed first. */
export async function vendForProxy(input: ProxyVendInput): Promise<Callable | Uncallable | NotFound> {
  const first = await readHealed(() => readForProxy(input));
  if (!isRow(first)) return first;
  if (first.status !== 'healthy' || !first.is_due) return callable(first);
  const lives = first.token_expires_at > first.now;
  await refreshConnection(first.id, { kind: 'due' }).catch((error: unknown) => {
    // The grant needs a key that this process does not have, but the current token can still be used.
    if (!(lives && error instanceof UnknownKeyError)) onlyConnectionErrors(error);
  });
  const second = await readForProxy(input, 'anew');
  return isRow(second) ? callable(second) : second;
}

/**
 * A Graph token other than the one that Microsoft has just refused, perhaps with `claims` that the next one is to bring;
 * the reason if there is none; undefined if it is not known. Claims are not asked for while a failure is to be waited out.
 */
export async function renewForProxy(
  input: ProxyVendInput,
  refused: Callable,
  claims?: string,
): Promise<Callable | Uncallable | undefined> {
  const { id, token_version: seenVersion } = refused.row;
  const waiting = claims === undefined ? undefined : await findWaiting(input, seenVersion);
  if (waiting) return waiting;
  const came = await refreshConnection(id, { kind: 'forced', seenVersion, claims }).catch(onlyConnectionErrors);
  const row = await readForProxy(input, 'anew');
  if (!isRow(row)) return undefined;
  const answer = await callable(row);
  if ('error' in answer || answer.accessToken !== refused.accessToken) return answer;
  return came?.failure && { row, error: unavailable(row, came.failure) };
}

/** The failure that is still to be waited out, unless another token has come by now. */
async function findWaiting(input: ProxyVendInput, seenVersion: number): Promise<Uncallable | undefined> {
  const row = await readForProxy(input);
  if (!isRow(row) || row.token_version > seenVersion || !isWaiting(row)) return undefined;
  return { row, error: unavailable(row, failureSchema.safeParse(row.last_failure).data) };
}

type Waiting = { retry_at: Date | null; now: Date };

const isWaiting = ({ retry_at, now }: Waiting) => retry_at !== null && retry_at > now;

const unavailable = ({ retry_at, now }: Waiting, failure: Failure | undefined) =>
  new ConnectionError('token_unavailable', { failure, retryAfterSeconds: secondsUntil(retry_at, now) });

async function callable(row: ProxyRow): Promise<Callable | Uncallable> {
  const error = whyNot(row);
  if (error) return { row, error };
  try {
    const accessToken = openToken(row);
    noteVend(row);
    return { row, accessToken };
  } catch (cause) {
    if (!(cause instanceof VaultError)) throw cause;
    await markCorrupt(row.id, cause.message);
    return { row, error: new ConnectionError('corrupt', { cause }) };
  }
}

async function readSharePoint(id: string, origin: string): Promise<ResourceRow> {
  const host = await readResource(id, origin);
  if (!host?.kind.startsWith('sharepoint-')) throw new ConnectionError('resource_unknown');
  return host;
}

/** @throws ConnectionError `resource_unknown` unless Graph named this SharePoint host for this connection */
export async function requireSharePoint(id: string, origin: string): Promise<void> {
  await readSharePoint(id, origin);
}

/**
 * A token for a SharePoint host that Graph returned for this connection.
 * @throws ConnectionError `resource_unknown` for every other host, and as `vendResource` does
 */
export async function vendSharePoint(id: string, origin: string): Promise<string> {
  await requireSharePoint(id, origin);
  return (await vendResource(id, origin)).accessToken;
}

/**
 * A new token for such a host, perhaps with `claims` that it demanded when it refused the last one; `isFromPage` where
 * only a page in a browser says that it did.
 * @throws ConnectionError `token_unavailable` where claims were demanded and Microsoft gives none, or a failure is to be
 *   waited out; as `vendSharePoint`
 */
export async function renewSharePoint(
  id: string,
  origin: string,
  { claims, isFromPage }: { claims?: string | undefined; isFromPage?: true } = {},
): Promise<string> {
  const before = await readSharePoint(id, origin);
  if (claims !== undefined && isWaiting(before))
    throw unavailable(before, failureSchema.safeParse(before.failure).data);
  const demand = {
    kind: 'resource',
    resource: origin,
    isForced: true,
    claims,
    ...(isFromPage && { isFromPage }),
  } as const;
  const { resourceFailure: failure } = await refreshConnection(id, demand);
  if (claims !== undefined && failure) throw new ConnectionError('token_unavailable', { failure });
  return (await vendResource(id, origin)).accessToken;
}
