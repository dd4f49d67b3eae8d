import { wasDatabaseInTrouble } from '#lib/database-watch';

/** A row as it was read, and the version it had then. */
export type Kept<Row> = { version: string; row: Row; readAt: number };

/** How many rows a process keeps. One takes 5 to 15 KB, of which its sealed tokens are the most. */
const mostKept = 2_000;

/**
 * Rows as they were last read, secrets still sealed. One may be used only after the database has said that its version
 * is the current one: then the row need not be sent and parsed again.
 */
export class KeptRows<Row> {
  readonly #rows = new Map<string, Kept<Row>>();

  /**
   * The row of this name, unless the database was in trouble since it was read: after a crash, transactions that were
   * lost may give their ids, which versions consist of, to others.
   */
  find(name: string): Kept<Row> | undefined {
    const kept = this.#rows.get(name);
    return kept && !wasDatabaseInTrouble(kept.readAt) ? kept : undefined;
  }

  /** Keeps a row, in place of the one that was read longest ago when there are too many. */
  keep(name: string, kept: Kept<Row>): void {
    this.#rows.delete(name);
    this.#rows.set(name, kept);
    for (const oldest of this.#rows.keys()) {
      if (this.#rows.size <= mostKept) break;
      this.#rows.delete(oldest);
    }
  }
}
