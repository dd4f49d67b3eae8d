import { wasDatabaseInTrouble } from '#lib/database-watch';

/** A row as it was read, the version it had then, and when that was (as `performance.now()`). */
export type Read<Row> = { version: string; row: Row; readAt: number };

/** How many rows a process keeps. One takes 10 to 25 KB with what is made of it. */
const mostKept = 2_000;
/** What nobody has asked for since then goes, whenever another row comes. Most tokens have ended by then anyway. */
const longestMilliseconds = 3_600_000;

/** Rows as they were last read. Whether one is still current, only the database knows. */
export class LastRead<Row> {
  readonly #rows = new Map<string, Read<Row>>();

  /**
   * The row of this name, unless the database was in trouble since it was read: after a crash, transactions that were
   * lost may give their ids, which versions consist of, to others.
   */
  find(name: string): Read<Row> | undefined {
    const read = this.#rows.get(name);
    return read && !wasDatabaseInTrouble(read.readAt) ? read : undefined;
  }

  /** Drops a row that is not current any more, unless it was read again meanwhile. */
  forget(name: string, read: Read<Row>): void {
    if (this.#rows.get(name) === read) this.#rows.delete(name);
  }

  /** Drops the rows that a test is true of. */
  forgetAll(isMeant: (row: Row) => boolean): void {
    for (const [name, { row }] of this.#rows) if (isMeant(row)) this.#rows.delete(name);
  }

  /** Keeps a row, and drops those that were read longest ago: all over an hour old, and what is too many. */
  keep(name: string, read: Read<Row>): void {
    this.#rows.delete(name);
    this.#rows.set(name, read);
    for (const [oldest, { readAt }] of this.#rows) {
      if (this.#rows.size <= mostKept && read.readAt - readAt < longestMilliseconds) break;
      this.#rows.delete(oldest);
    }
  }
}
