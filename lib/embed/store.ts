import { pool } from '#lib/db';
import { newId } from '#lib/ids';

/** One connect page that a browser started from, opened by a customer's page. */
export type Opening = {
  linkId: string;
  browserHash: Buffer;
  /** Null where the browser did not tell which page it was. */
  origin: string | null;
  returnUrl: string | null;
  socketHash: Buffer | null;
  /** ISO 8601; when the outcome was noted that this browser had before. */
  knownAt: string | null;
};

/**
 * Stores an opening. A socket that was named before keeps the opening that it has; without a socket the opening replaces
 * the one that the browser had of this link.
 */
export async function insertOpening(opening: Opening): Promise<void> {
  const { linkId, browserHash, origin, returnUrl, socketHash, knownAt } = opening;
  await pool().query(
    `with replaced as (
       delete from opening where $6::bytea is null and socket_hash is null and link_id = $2 and browser_hash = $3
     )
     insert into opening (id, link_id, browser_hash, origin, return_url, socket_hash, known_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (socket_hash) do nothing`,
    [newId(), linkId, browserHash, origin, returnUrl, socketHash, knownAt],
  );
}

export type WayBack = Pick<Opening, 'origin' | 'returnUrl'>;

/** Where a browser goes after the link that it started last; undefined when no other page opened it. */
export async function findOpening(linkId: string, browserHash: Buffer): Promise<WayBack | undefined> {
  const { rows } = await pool().query<WayBack>(
    `select origin, return_url as "returnUrl" from opening where link_id = $1 and browser_hash = $2
      order by created_at desc limit 1`,
    [linkId, browserHash],
  );
  return rows[0];
}

/** Deletes the opening of a link that a browser had, unless a socket waits with it. */
export async function deleteOpening(linkId: string, browserHash: Buffer): Promise<void> {
  await pool().query('delete from opening where socket_hash is null and link_id = $1 and browser_hash = $2', [
    linkId,
    browserHash,
  ]);
}

type Bound = Pick<Opening, 'linkId' | 'browserHash' | 'knownAt'> & { socketHash: Buffer };

/** The openings that wait with one of these sockets. */
export async function listBound(socketHashes: readonly Buffer[]): Promise<Bound[]> {
  const { rows } = await pool().query<Bound>(
    `select link_id as "linkId", browser_hash as "browserHash", known_at as "knownAt", socket_hash as "socketHash"
       from opening where socket_hash = any($1)`,
    [socketHashes],
  );
  return rows;
}

/** Deletes the openings that are older than this many days. */
export async function deleteOpenings(days: number): Promise<void> {
  await pool().query('delete from opening where created_at < now() - make_interval(days => $1)', [days]);
}
