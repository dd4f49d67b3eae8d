import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { HttpFailure, parseJson, request } from './http.ts';

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

type Fetched = { keys: JWTVerifyGetKey; at: number };
type KeySet = {
  current: Fetched | undefined;
  pending: Promise<Fetched> | undefined;
  /** Times of fetches that returned no matching key. */
  wasted: number[];
};

const keySets = new Map<string, KeySet>();
const lifeMilliseconds = 600_000;
const wasteMilliseconds = 60_000;
const mostWasted = 5;

function keySetAt(url: string): KeySet {
  const known = keySets.get(url) ?? { current: undefined, pending: undefined, wasted: [] };
  keySets.set(url, known);
  return known;
}

async function fetchKeys(url: string): Promise<Fetched> {
  const { status, text } = await request(url).catch((cause: unknown) => {
    const why = cause instanceof HttpFailure ? cause.why : undefined;
    throw new HttpFailure('keys_unreadable', "Microsoft's keys cannot be read now.", { cause, ...(why && { why }) });
  });
  const read = keySetSchema.safeParse(parseJson(text));
  if (status !== 200 || !read.success)
    throw new HttpFailure('keys_unreadable', `Microsoft's keys cannot be read now (HTTP ${status}).`);
  return { keys: createLocalJWKSet(read.data), at: Date.now() };
}

/** Fetches the keys. Concurrent calls share one request. */
async function load(url: string, set: KeySet): Promise<Fetched> {
  set.pending ??= fetchKeys(url).finally(() => {
    set.pending = undefined;
  });
  set.current = await set.pending;
  return set.current;
}

function mayFetchAgain(set: KeySet): boolean {
  set.wasted = set.wasted.filter((at) => at > Date.now() - wasteMilliseconds);
  return set.wasted.length < mostWasted;
}

const isUnknownKey = (error: unknown) =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed;

/**
 * Runs a verification with the keys published at an address, which are cached for ten minutes. If none of them matches,
 * they are fetched once more, because keys can be rolled at any time (OpenID Connect Core 10.1.1). After five useless
 * fetches within a minute there are no more for a while, so that tokens with invented keys cannot cause endless
 * requests.
 * @throws HttpFailure `keys_unreadable`, and whatever `verify` throws
 */
export async function withSigningKeys<T>(url: string, verify: (keys: JWTVerifyGetKey) => Promise<T>): Promise<T> {
  const set = keySetAt(url);
  const kept = set.current && set.current.at > Date.now() - lifeMilliseconds ? set.current : undefined;
  if (!kept) return verify((await load(url, set)).keys);
  try {
    return await verify(kept.keys);
  } catch (error) {
    const newer = isUnknownKey(error) ? await newerThan(kept, url, set) : undefined;
    if (!newer) throw error;
    return verify(newer.keys).catch((again: unknown) => {
      if (isUnknownKey(again)) set.wasted.push(Date.now());
      throw again;
    });
  }
}

/** Newer keys than the given ones, from another call or fetched now; undefined if the limit is reached. */
async function newerThan(kept: Fetched, url: string, set: KeySet): Promise<Fetched | undefined> {
  if (set.current !== kept) return set.current;
  return set.pending || mayFetchAgain(set) ? load(url, set) : undefined;
}
