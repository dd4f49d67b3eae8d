import { wasDatabaseInTrouble } from '#lib/database-watch';
import { standingConnection } from '#lib/db';
import { Gather } from '#lib/gather';
import { AskedStatement, lookUp, lookupColumns, type VendLookup, valuesOf, versionOf } from './vend-lookup.ts';

/** A row as it was read, and the version that what it was read from had then. */
export type Kept<Row> = { version: string; row: Row; readAt: number };

/** How many rows a process keeps. One takes 5 to 15 KB, of which its sealed tokens are the most. */
const mostKept = 2_000;

type Question = { lookup: VendLookup; version: string };

/** One caller's row is not another's: what a key may see belongs to what was read. */
const nameOf = ({ keyHash, uniqueKey, connectionId }: VendLookup) =>
  `${uniqueKey} ${connectionId} ${keyHash.toString('latin1')}`;

/**
 * Rows as they were last read, secrets still sealed. One is handed out only after the database has said that key,
 * integration and connection are still there in the versions that were read, and that nothing is due. So a revoked key
 * or a deleted connection takes effect at once, whoever changed it.
 */
export class KeptRows<Row> {
  readonly #rows = new Map<string, Kept<Row>>();
  readonly #statement: AskedStatement;
  /** More statements would only take pool connections from others: a batch takes about a millisecond. */
  readonly #questions = new Gather<Question, Date | null>({
    atOnce: 64,
    underWay: 2,
    ask: (questions) => this.#ask(questions),
  });

  /** `name` is that of the prepared statements; `beside` is the version of what is read from other tables, as SQL. */
  constructor(name: string, beside: string) {
    this.#statement = new AskedStatement(
      name,
      { ...lookupColumns, version: 'text' },
      // One text, because each further column takes pg as long as the whole look-up takes PostgreSQL.
      (asked, how) => `select concat_ws(' ', extract(epoch from now()),
          ${how === 'one' ? "'1'" : "string_agg(asked.n::text, ' ')"}) as current
        from ${asked} ${lookUp('join')} where asked.version = ${versionOf(beside)} and not c.is_due`,
    );
  }

  /** A row that is kept and current, and the database's time; undefined if it has to be read. */
  async find(lookup: VendLookup): Promise<{ row: Row; now: Date } | undefined> {
    const kept = this.#rows.get(nameOf(lookup));
    // After a crash, transactions that were lost may give their ids, which versions consist of, to others.
    if (!kept || wasDatabaseInTrouble(kept.readAt)) return undefined;
    const now = await this.#questions.ask({ lookup, version: kept.version });
    return now ? { row: kept.row, now } : undefined;
  }

  /** Keeps a row, in place of the one that was read longest ago when there are too many. */
  keep(lookup: VendLookup, kept: Kept<Row>): void {
    const name = nameOf(lookup);
    this.#rows.delete(name);
    this.#rows.set(name, kept);
    for (const oldest of this.#rows.keys()) {
      if (this.#rows.size <= mostKept) break;
      this.#rows.delete(oldest);
    }
  }

  async #ask(questions: readonly Question[]): Promise<(Date | null)[]> {
    const values = [...valuesOf(questions.map(({ lookup }) => lookup)), questions.map(({ version }) => version)];
    const { rows } = await standingConnection().query<{ current: string }>(this.#statement.of(values));
    const [epoch, ...numbers] = (rows[0]?.current ?? '').split(' ');
    const now = new Date(Number(epoch) * 1_000);
    const current = new Set(numbers);
    return questions.map((_, at) => (current.has(String(at + 1)) ? now : null));
  }
}
