import type { Store } from './state.ts';

/**
 * The sandbox's own time, which the control API can move ahead of the machine's. It decides about lifetimes and ages.
 * Dates that leave the sandbox are converted to the machine's time (`outward`), because their readers' clocks have not
 * moved.
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

  /** Converts a time of the sandbox to the machine's time. */
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
