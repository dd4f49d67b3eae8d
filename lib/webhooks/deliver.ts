import { setTimeout as sleep } from 'node:timers/promises';
import { db, type Transaction } from '#lib/db';
import { newestEvent } from '#lib/events/events';
import { listen } from '#lib/events/listen';
import { log } from '#lib/log';
import { readSetting, saveSetting } from '#lib/settings';
import { UnknownKeyError, VaultError } from '#lib/vault';
import { WriteBehind } from '#lib/write-behind';
import { bodyOf } from './body.ts';
import {
  type Claimed,
  claimDue,
  insertDeliveries,
  insertOverrides,
  insertResults,
  releaseClaims,
  type Tried,
  updateHealth,
} from './delivery-store.ts';
import { openSecrets } from './endpoint-store.ts';
import { readOverrides } from './endpoints.ts';
import { noteHealth } from './health.ts';
import { nextTrySeconds } from './schedule.ts';
import { type Attempt, isTaken } from './schema.ts';
import { send } from './send.ts';

const cursorKey = 'webhook_cursor';
const cursorLock = 4_727_302;
const eventsAtOnce = 1_000n;

/**
 * Queues deliveries for new events, in batches, and returns the position reached. Only one process does this at a time.
 */
async function queueDeliveries(known: bigint): Promise<bigint> {
  for (const newest = await newestEvent(); newest > known; ) {
    const reached = await db().$transaction((tx) => queueSome(tx, newest));
    if (reached === undefined) return known;
    known = reached;
  }
  return known;
}

async function queueSome(tx: Transaction, newest: bigint): Promise<bigint | undefined> {
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`select pg_try_advisory_xact_lock(${cursorLock}) as locked`;
  if (!row?.locked) return undefined;
  const stored = await readSetting(cursorKey, tx);
  const from = BigInt(typeof stored === 'string' ? stored : 0);
  const to = from + eventsAtOnce < newest ? from + eventsAtOnce : newest;
  if (await insertOverrides(tx, from, to)) await readOverrides(tx);
  await insertDeliveries(tx, from, to);
  await saveSetting(cursorKey, String(to), tx);
  return to;
}

const slots = { each: 32, failing: 2, all: 400 } as const;
const idleMilliseconds = 1_000;
/** How long running calls may continue after the process was asked to stop. */
const partingMilliseconds = 5_000;

/** Delivers for this process: keeps track of running calls and collects their results. */
class Deliverer {
  readonly #busy = new Map<string, number>();
  readonly #calls = new Set<Promise<void>>();
  readonly #cutting = new AbortController();
  readonly #results: WriteBehind<Tried>;
  #known = 0n;
  #looksAt = 0;
  #wake = () => {};

  constructor() {
    this.#results = new WriteBehind<Tried>({
      what: 'results of webhooks',
      everyMilliseconds: 20,
      atOnce: 200,
      capacity: 10_000,
      write: async (results) => {
        await db().$transaction((tx) => noteResults(tx, results));
        this.#wake();
      },
    });
  }

  /** Looks for new events at once, because some were probably written. */
  hear(): void {
    this.#looksAt = 0;
    this.#wake();
  }

  /**
   * Delivers until the signal is aborted. Then it lets running calls end and releases deliveries that were not
   * attempted.
   */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#wake(), { once: true });
    while (!signal.aborted) {
      let isWoken = false;
      const woken = new Promise<void>((done) => {
        this.#wake = () => {
          isWoken = true;
          done();
        };
      });
      const claimed = await this.#round().catch((error: unknown) => {
        log().warn({ error }, 'webhooks could not be delivered now; it is tried again');
        return 0;
      });
      if (claimed === 0 && !isWoken && !signal.aborted) await Promise.race([woken, sleep(idleMilliseconds)]);
    }
    await Promise.race([Promise.all(this.#calls), sleep(partingMilliseconds)]);
    this.#cutting.abort();
    await Promise.all(this.#calls);
    await this.#results.flush();
  }

  async #round(): Promise<number> {
    if (performance.now() >= this.#looksAt) {
      this.#looksAt = performance.now() + idleMilliseconds;
      this.#known = await queueDeliveries(this.#known);
    }
    const all = slots.all - this.#calls.size;
    if (all <= 0) return 0;
    const claimed = await claimDue({ ...slots, all, busy: this.#busy });
    for (const delivery of claimed) this.#begin(delivery);
    return claimed.length;
  }

  #begin(delivery: Claimed): void {
    const { endpointId } = delivery;
    this.#busy.set(endpointId, (this.#busy.get(endpointId) ?? 0) + 1);
    const call = this.#deliver(delivery).finally(() => {
      const left = (this.#busy.get(endpointId) ?? 1) - 1;
      if (left > 0) this.#busy.set(endpointId, left);
      else this.#busy.delete(endpointId);
      this.#calls.delete(call);
    });
    this.#calls.add(call);
  }

  async #deliver(delivery: Claimed): Promise<void> {
    const { id, endpointId, tries } = delivery;
    try {
      const { retryAfterSeconds, ...attempt } = await this.#send(delivery);
      const taken = isTaken(attempt);
      const isOver = taken || attempt.status === 410;
      const nextSeconds = isOver ? undefined : nextTrySeconds(tries + 1, retryAfterSeconds);
      this.#results.add({ ...attempt, id, endpointId, isTaken: taken, nextSeconds });
    } catch (error) {
      if (!this.#cutting.signal.aborted) log().warn({ error, delivery: id }, 'a webhook could not be sent');
      await releaseClaims([id]).catch(() => {});
    }
  }

  async #send({ url, format, event, secretOf, secret, oldSecret }: Claimed): Promise<Attempt> {
    const secrets = openQuietly(() => openSecrets(secretOf, secret, oldSecret));
    if (secrets) return send({ url, id: event.id, body: bodyOf(event, format), secrets }, this.#cutting.signal);
    const error = 'The signing secret of this endpoint cannot be opened here. Rotate it, or see to ENCRYPTION_KEYS.';
    return { at: Date.now(), status: null, error, ms: 0, headers: {}, answer: '', retryAfterSeconds: undefined };
  }
}

function openQuietly(read: () => string[]): string[] | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof VaultError || error instanceof UnknownKeyError) return undefined;
    throw error;
  }
}

/** Stores results, and what they mean for the health of the endpoints. */
async function noteResults(tx: Transaction, results: readonly Tried[]): Promise<void> {
  await insertResults(tx, results);
  const byEndpoint = Map.groupBy(results, ({ endpointId }) => endpointId);
  const health = [...byEndpoint].map(([endpointId, of]) => ({
    endpointId,
    hasSuccess: of.some((one) => one.isTaken),
  }));
  for (const endpoint of await updateHealth(tx, health)) {
    const isGone = byEndpoint.get(endpoint.id)?.some(({ status }) => status === 410) ?? false;
    await noteHealth(tx, endpoint, isGone);
  }
}

/**
 * Delivers webhooks in this process until the signal is aborted. Any number of processes may do so at the same time.
 */
export async function deliverWebhooks(signal: AbortSignal): Promise<void> {
  const deliverer = new Deliverer();
  const hear = () => deliverer.hear();
  const listening = listen({ onEvents: hear, onGap: hear });
  await deliverer.run(signal);
  await (await listening).stop();
}
