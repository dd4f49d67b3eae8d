import { log } from '#lib/log';
import { UnknownKeyError } from '#lib/vault';
import { healCorrupt, listCorrupt } from '../corrupt.ts';
import { type DueConnection, listDueConnections } from './due.ts';
import { isPaused, pausedPlaces, pausesBegun } from './pace.ts';
import { refreshIfFree } from './refresh.ts';

/** How many connections are looked up at once. */
const batchSize = 2_000;
/** How many connections this process refreshes at once: to begin with, and when Microsoft answers everything. */
const atOnce = { first: 48, most: 256 };
/** What one integration may take of that, so that an app whose server hangs leaves something to the others. */
const shareOfOne = 0.75;
/** How many corrupt connections one sweep tries again. */
const corruptAtOnce = 50;

/**
 * Refreshes in advance what was used within the last 24 hours, and uses every other grant weekly, since Microsoft ends
 * unused ones after 90 days. Integrations take turns. Runs until nothing is due, it is aborted, or Microsoft throttles
 * again and again; where it throttles, the app waits in that tenant (`pace.ts`). Leases prevent duplicate work by several
 * processes. Before that, it tries some corrupt connections again.
 */
export async function sweep({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
  for (const id of await listCorrupt(corruptAtOnce)) await healCorrupt(id);
  await new Sweep(signal).run();
}

class Sweep {
  readonly #signal: AbortSignal | undefined;
  readonly #queue: DueConnection[] = [];
  /** Connections that stay due although they were tried are left to the next sweep. */
  readonly #seen = new Set<string>();
  readonly #underWay = new Map<string, number>();
  #count = 0;
  #limit = atOnce.first;
  #pausesBegun = pausesBegun();
  #isAllListed = false;
  #wake = () => {};

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  async run(): Promise<void> {
    for (;;) {
      if (this.#signal?.aborted || this.#limit === 0) this.#queue.length = 0;
      else await this.#fill();
      this.#begin();
      if (this.#count === 0) return;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  async #fill(): Promise<void> {
    if (this.#isAllListed || this.#queue.length >= this.#limit) return;
    const listed = await listDueConnections({ limit: batchSize + this.#seen.size, paused: pausedPlaces() });
    const unseen = listed.filter(({ id }) => !this.#seen.has(id));
    for (const { id } of unseen) this.#seen.add(id);
    this.#queue.push(...unseen);
    this.#isAllListed = unseen.length < batchSize / 2;
  }

  /** Begins as many as may be under way, in the order of the queue. */
  #begin(): void {
    const ofOne = Math.ceil(this.#limit * shareOfOne);
    while (this.#count < this.#limit) {
      const at = this.#queue.findIndex(({ integrationId }) => (this.#underWay.get(integrationId) ?? 0) < ofOne);
      const [next] = at === -1 ? [] : this.#queue.splice(at, 1);
      if (!next) return;
      if (!isPaused(next)) void this.#refresh(next);
    }
  }

  async #refresh({ id, integrationId }: DueConnection): Promise<void> {
    this.#note(integrationId, 1);
    const isDone = await refreshQuietly(id);
    this.#note(integrationId, -1);
    const paused = pausesBegun() - this.#pausesBegun;
    this.#pausesBegun += paused;
    // The more often Microsoft throttles somebody anew, the fewer go on.
    if (paused > 0) this.#limit -= Math.min(this.#limit, paused * Math.ceil(this.#limit / 8));
    else if (isDone && this.#limit > 0) this.#limit = Math.min(this.#limit + 1, atOnce.most);
    this.#wake();
  }

  #note(integrationId: string, change: 1 | -1): void {
    this.#count += change;
    this.#underWay.set(integrationId, (this.#underWay.get(integrationId) ?? 0) + change);
  }
}

/** True when it was refreshed, or somebody else is at it. */
async function refreshQuietly(id: string): Promise<boolean> {
  try {
    const refreshed = await refreshIfFree(id);
    return refreshed?.failure === undefined;
  } catch (error) {
    // If this process lacks the key, the vault has logged it, and another process may have the key.
    if (!(error instanceof UnknownKeyError))
      log().warn({ error, connection: id }, 'a connection could not be refreshed ahead');
    return false;
  }
}
