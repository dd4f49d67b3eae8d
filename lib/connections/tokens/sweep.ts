import { log } from '#lib/log';
import { UnknownKeyError } from '#lib/vault';
import { healCorrupt, listCorrupt } from '../corrupt.ts';
import { type DueConnection, listDueConnections, type WhichDue } from './due.ts';
import { isPaused, pausedPlaces, pausesBegun } from './pace.ts';
import { refreshIfFree } from './refresh.ts';

/** How many connections are looked up at once. */
const batchSize = 2_000;
/** How many connections this process refreshes at once: to begin with, and when Microsoft answers everything. */
const atOnce = { first: 48, most: 256 };
/** What one of several integrations may take of that, so that an app whose server hangs leaves something to the others. */
const shareOfOne = 0.75;
/** How many corrupt connections one sweep tries again. */
const corruptAtOnce = 50;

type SweepOptions = { signal?: AbortSignal; which?: WhichDue };

/**
 * Refreshes in advance what was used within the last 24 hours, and, unless only that is wanted, uses every other grant
 * weekly, since Microsoft ends unused ones after 90 days. Integrations take turns. Runs until nothing is due, it is
 * aborted, or Microsoft throttles again and again; where it throttles, the app waits in that tenant (`pace.ts`). Leases
 * prevent duplicate work by several processes. Before that, it tries some corrupt connections again.
 */
export async function sweep({ signal, which = 'used and idle' }: SweepOptions = {}): Promise<void> {
  for (const id of await listCorrupt(corruptAtOnce)) await healCorrupt(id);
  await new Sweep(which, signal).run();
}

/** Connections that wait, of which integrations get one each in turns. */
class Queue {
  readonly #byIntegration = new Map<string, DueConnection[]>();
  length = 0;

  get integrations(): Iterable<string> {
    return this.#byIntegration.keys();
  }

  add(connections: readonly DueConnection[]): void {
    this.length += connections.length;
    for (const one of connections) {
      const waiting = this.#byIntegration.get(one.integrationId);
      if (waiting) waiting.push(one);
      else this.#byIntegration.set(one.integrationId, [one]);
    }
  }

  /** Removes the first one of the integration whose turn it is, among those that may have one. */
  take(mayHaveOne: (integrationId: string) => boolean): DueConnection | undefined {
    for (const [integrationId, waiting] of this.#byIntegration) {
      if (!mayHaveOne(integrationId)) continue;
      const next = waiting.shift();
      this.#byIntegration.delete(integrationId);
      if (waiting.length > 0) this.#byIntegration.set(integrationId, waiting);
      this.length -= 1;
      return next;
    }
    return undefined;
  }

  clear(): void {
    this.#byIntegration.clear();
    this.length = 0;
  }
}

class Sweep {
  readonly #which: WhichDue;
  readonly #signal: AbortSignal | undefined;
  readonly #queue = new Queue();
  /** Connections that stay due although they were tried are left to the next sweep. */
  readonly #seen = new Set<string>();
  readonly #underWay = new Map<string, number>();
  #count = 0;
  #limit = atOnce.first;
  #pausesBegun = pausesBegun();
  #isAllListed = false;
  #wake = () => {};

  constructor(which: WhichDue, signal: AbortSignal | undefined) {
    this.#which = which;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    for (;;) {
      if (this.#signal?.aborted || this.#limit === 0) this.#queue.clear();
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
    const limit = batchSize + this.#seen.size;
    const listed = await listDueConnections({ limit, paused: pausedPlaces(), which: this.#which });
    const unseen = listed.filter(({ id }) => !this.#seen.has(id));
    for (const { id } of unseen) this.#seen.add(id);
    this.#queue.add(unseen);
    this.#isAllListed = unseen.length < batchSize / 2;
  }

  /** Begins as many as may be under way. */
  #begin(): void {
    const integrations = new Set([...this.#queue.integrations, ...this.#underWay.keys()]);
    const ofOne = integrations.size > 1 ? Math.ceil(this.#limit * shareOfOne) : this.#limit;
    const mayHaveOne = (integrationId: string) => (this.#underWay.get(integrationId) ?? 0) < ofOne;
    while (this.#count < this.#limit) {
      const next = this.#queue.take(mayHaveOne);
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
    const left = (this.#underWay.get(integrationId) ?? 0) + change;
    if (left > 0) this.#underWay.set(integrationId, left);
    else this.#underWay.delete(integrationId);
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
