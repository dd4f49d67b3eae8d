import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { log } from '#lib/log';
import { keyIds, sealingKeyId, sealWith } from '#lib/vault';
import { openSession } from './database-session.ts';
import { StartProblem } from './problem.ts';

// Processes announce their keys to each other with PostgreSQL advisory locks of two numbers: what is announced, and the
// key's id as a 32-bit integer. A lock ends with its session, so the announcements of a dead process disappear by
// themselves.
const lockClasses = { turn: 7_146_301, present: 7_146_302, knows: 7_146_303, seals: 7_146_304 } as const;

const asNumber = (keyId: string) => Number.parseInt(keyId, 16) | 0;
const asKeyId = (value: string) => Number(value).toString(16).padStart(8, '0');

/** What one process has announced: the keys it has, and those it seals with. */
type Peer = { knows: Set<string>; seals: Set<string> };

const lockRow = z.object({ pid: z.number(), lockClass: z.number(), value: z.string(), is_me: z.boolean() });

/** Takes part in choosing the key that new values are sealed with. */
export type KeyAnnouncement = {
  /** Lets other waiting processes join. Call it once the vault has been checked. */
  admitted: () => Promise<void>;
  /** Chooses the key again from what all processes have announced. This also happens every few seconds. */
  choose: () => Promise<void>;
  leave: () => Promise<void>;
};

type Timing = { everyMilliseconds: number; calmMilliseconds: number };

const usual: Timing = { everyMilliseconds: 3_000, calmMilliseconds: 15_000 };

async function lockShared(client: pg.Client, lockClass: number, keyId: string): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1, $2)', [lockClass, asNumber(keyId)]);
}

async function readPeers(client: pg.Client): Promise<Peer[]> {
  const { rows } = await client.query(
    `select pid, classid::int as "lockClass", objid::text as value, pid = pg_backend_pid() as is_me from pg_locks
      where locktype = 'advisory' and objsubid = 2 and granted and classid::bigint = any($1::bigint[])
        and database = (select oid from pg_database where datname = current_database())`,
    [[lockClasses.present, lockClasses.knows, lockClasses.seals]],
  );
  const peers = new Map<number, Peer>();
  for (const { pid, lockClass, value, is_me } of z.array(lockRow).parse(rows)) {
    if (is_me) continue;
    const peer = peers.get(pid) ?? { knows: new Set(), seals: new Set() };
    if (lockClass === lockClasses.knows) peer.knows.add(asKeyId(value));
    if (lockClass === lockClasses.seals) peer.seals.add(asKeyId(value));
    peers.set(pid, peer);
  }
  return [...peers.values()];
}

/** The newest of our keys that all other processes have too. */
function knownToAll(peers: readonly Peer[]): string | undefined {
  return keyIds().find((id) => peers.every(({ knows }) => knows.has(id)));
}

class Announcement implements KeyAnnouncement {
  readonly #url: string;
  readonly #timing: Timing;
  #client: pg.Client;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isLeaving = false;
  /** Since when all processes have had the newest key, as a time of `performance.now()`. */
  #calmSince: number | undefined;
  #lastLogged = '';
  /** The key that we have announced to seal with. */
  #seals: string | undefined;

  private constructor(url: string, client: pg.Client, timing: Timing) {
    this.#url = url;
    this.#client = client;
    this.#timing = timing;
  }

  static async enter(url: string, timing: Timing): Promise<Announcement> {
    const client = await openSession(url, 'latchkey-keys');
    try {
      await takeTurn(client);
      await announce(client);
      const entered = new Announcement(url, client, timing);
      const peers = await readPeers(client);
      requireTheirKeys(peers);
      await entered.#sealWith(knownToAll(peers), peers);
      return entered;
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
  }

  async admitted(): Promise<void> {
    await this.#client.query('select pg_advisory_unlock($1, 0)', [lockClasses.turn]);
    this.#timer = setInterval(() => void this.choose(), this.#timing.everyMilliseconds).unref();
  }

  choose(): Promise<void> {
    this.#running = this.#running.then(() => this.#chooseNow()).catch((error: unknown) => this.#reconnect(error));
    return this.#running;
  }

  async leave(): Promise<void> {
    this.#isLeaving = true;
    clearInterval(this.#timer);
    await this.#running;
    await this.#client.end().catch(() => {});
  }

  /**
   * Holds the turn while choosing. A process that joins at the same moment is then either counted here, or sees which
   * key we seal with.
   */
  async #chooseNow(): Promise<void> {
    if (this.#isLeaving) return;
    const { rows } = await this.#client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, 0) as mine', [
      lockClasses.turn,
    ]);
    if (!rows[0]?.mine) return;
    try {
      const peers = await readPeers(this.#client);
      await this.#sealWith(this.#settled(knownToAll(peers)), peers);
    } finally {
      await this.#client.query('select pg_advisory_unlock($1, 0)', [lockClasses.turn]);
    }
  }

  /**
   * A newer key is used only after all processes have had it for a while: a process that is restarting or cut off may
   * come back without it.
   */
  #settled(best: string | undefined): string | undefined {
    const current = sealingKeyId();
    const isNewer = best !== undefined && keyIds().indexOf(best) < keyIds().indexOf(current ?? '');
    if (!isNewer) {
      this.#calmSince = undefined;
      return best;
    }
    this.#calmSince ??= performance.now();
    return performance.now() - this.#calmSince >= this.#timing.calmMilliseconds ? best : current;
  }

  async #sealWith(best: string | undefined, peers: readonly Peer[]): Promise<void> {
    const [newest] = keyIds();
    const key = best ?? newest;
    if (!key || !newest) return;
    if (key !== this.#seals) {
      const before = this.#seals;
      await lockShared(this.#client, lockClasses.seals, key);
      this.#seals = key;
      sealWith(key);
      if (before)
        await this.#client.query('select pg_advisory_unlock_shared($1, $2)', [lockClasses.seals, asNumber(before)]);
    }
    this.#logChange(key, newest, peers);
  }

  #logChange(key: string, newest: string, peers: readonly Peer[]): void {
    const lacking = peers.filter(({ knows }) => !knows.has(newest)).length;
    const change = `${key} ${lacking}`;
    if (change === this.#lastLogged) return;
    const isFirst = this.#lastLogged === '';
    this.#lastLogged = change;
    const facts = { key, newest, processes: peers.length + 1, lacking };
    if (lacking > 0 && key !== newest)
      log().warn(
        facts,
        `the key ${newest} waits: ${lacking} other process(es) lack it, so ${key} seals until they have it`,
      );
    else if (lacking > 0) log().error(facts, 'other processes have none of the keys of this one');
    else if (key === newest && !isFirst) log().info(facts, `every process has the key ${newest}: it seals from now on`);
  }

  async #reconnect(error: unknown): Promise<void> {
    if (this.#isLeaving) return;
    log().warn({ error }, 'the keys of this process could not be announced to the others; retrying');
    await this.#client.end().catch(() => {});
    this.#calmSince = undefined;
    await sleep(this.#timing.everyMilliseconds / 3, undefined, { ref: false });
    try {
      const client = await openSession(this.#url, 'latchkey-keys');
      await announce(client);
      if (this.#seals) await lockShared(client, lockClasses.seals, this.#seals);
      this.#client = client;
    } catch {
      // The next choice finds the session closed, and arrives here again.
    }
  }
}

/** Waits while another process has announced its keys but not yet checked the vault. */
async function takeTurn(client: pg.Client): Promise<void> {
  await client.query("set lock_timeout = '20s'");
  try {
    await client.query('select pg_advisory_lock($1, 0)', [lockClasses.turn]);
  } catch (cause) {
    const sentence = 'Another process on this database is starting and makes no progress; end it, then start this one.';
    throw cause instanceof pg.DatabaseError && cause.code === '55P03' ? new StartProblem(sentence, { cause }) : cause;
  }
}

async function announce(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1, 0)', [lockClasses.present]);
  for (const id of keyIds()) await lockShared(client, lockClasses.knows, id);
}

function requireTheirKeys(peers: readonly Peer[]): void {
  const theirs = new Set(peers.flatMap(({ seals }) => [...seals]));
  const missing = [...theirs].filter((id) => !keyIds().includes(id));
  if (missing.length === 0) return;
  throw new StartProblem(
    `ENCRYPTION_KEYS does not hold the key ${missing.join(', ')}, with which another process on this database seals; add it (this ring holds ${keyIds().join(', ') || 'no key'}).`,
  );
}

/**
 * Announces to the other processes on this database which keys this one has, and seals with the newest key that all of
 * them have. Processes that start later wait until `admitted` is called.
 * @throws StartProblem when another process seals with a key that this one does not have.
 */
export function announceKeys(url: string, timing: Partial<Timing> = {}): Promise<KeyAnnouncement> {
  return Announcement.enter(url, { ...usual, ...timing });
}
