import type { Store } from './state.ts';

/**
 * The sandbox's own time: the machine's, moved ahead through the control API. Lives and ages are judged by it.
 * Dates that leave the sandbox are those of the machine (`outward`), since whoever reads them has not moved its clock.
 */
export class Clock {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** How far ahead of the machine, in milliseconds. */
  get ahead(): number {
    return this.#store.state.clockAhead;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.ahead;
  }

  /** The machine's date of an instant of the sandbox. */
  outward(instant: number): number {
    return instant - this.ahead;
  }

  advance(milliseconds: number): void {
    this.#store.state.clockAhead += milliseconds;
  }

  reset(): void {
    this.#store.state.clockAhead = 0;
  }
}
