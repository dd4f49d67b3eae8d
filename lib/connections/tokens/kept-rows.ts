import { standingConnection } from '#lib/db';
import { Gather } from '#lib/gather';
import { LastRead, type Read } from './last-read.ts';
import { AskedStatement, lookUp, lookupColumns, type VendLookup, valuesOf, versionOf } from './vend-lookup.ts';

type Question = { lookup: VendLookup; version: string };

/** One key's row is not another's, because what the key may see is read with it. */
const nameOf = ({ keyHash, uniqueKey, connectionId }: VendLookup) =>
  [uniqueKey, connectionId, keyHash.toString('latin1')].join('\n');

/**
 * Rows as they were last read. One is handed out only after the database has said that key,
 * integration and connection are still there in the versions that were read, and that nothing is due. So a revoked key
 * or a deleted connection takes effect at once, whoever changed it.
 */
export class KeptRows<Row> {
  readonly #rows = new LastRead<Row>();
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
    const name = nameOf(lookup);
    const read = this.#rows.find(name);
    if (!read) return undefined;
    const now = await this.#questions.ask({ lookup, version: read.version });
    if (now) return { row: read.row, now };
    this.#rows.forget(name, read);
    return undefined;
  }

  /** Keeps a row as it was just read. */
  keep(lookup: VendLookup, read: Read<Row>): void {
    this.#rows.keep(nameOf(lookup), read);
  }

  /** Drops the rows that a test is true of: they are read again without the question whether they are current. */
  forgetAll(isMeant: (row: Row) => boolean): void {
    this.#rows.forgetAll(isMeant);
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
