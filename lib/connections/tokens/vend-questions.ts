import { pool } from '#lib/db';
import { Gather } from '#lib/gather';
import { KeptRows } from './kept-rows.ts';
import { AskedStatement, lookUp, lookupColumns, type VendLookup, valuesOf, versionOf } from './vend-lookup.ts';

/** The result if the key, the integration or the connection does not exist. */
export type Nothing =
  | { key_id: null }
  | { key_id: string; key_scopes: string[]; id: null; integration_id: string | null };

/** What is read for each question: whose key it is, what it names, and the database's time. */
export type Asked = {
  key_id: string;
  key_scopes: string[];
  now: Date;
  integration_id: string;
  id: string;
  is_due: boolean;
  /** The same object as long as the rows stay as they were read. */
  reading: object;
};

/** A row as PostgreSQL writes it in JSON, where times are texts. */
type Sent<Row> = {
  [Name in keyof Row]: Row[Name] extends Date ? string : Row[Name] extends Date | null ? string | null : Row[Name];
};

/** What is read, as SQL: of the integration, of the connection, and what else changes with neither of their rows. */
type Columns<Row> = {
  ofIntegration: string;
  ofConnection: string;
  /** A text that changes whenever something does that `ofConnection` reads from another table. */
  versionBeside?: string;
  read: (sent: Sent<Omit<Row, keyof Asked>>, asked: Asked) => Row;
};

type Found<Row> = Sent<Omit<Asked, 'reading'>> & { version: string; rest: Sent<Omit<Row, keyof Asked>> };
type Answer<Row> = { n: number } & (Found<Row> | Nothing);

const isFound = <Row>(answer: Found<Row> | Nothing): answer is Found<Row> =>
  answer.key_id !== null && answer.id !== null;

/**
 * Reads rows of key, integration and connection, each in one round trip. Questions that arrive while others are in
 * progress share the next statement. No answer is older than its question. Of rows that were read before and have not
 * changed, the database only confirms that.
 */
export class VendQuestions<Row extends Asked> {
  readonly #statement: AskedStatement;
  readonly #read: Columns<Row>['read'];
  readonly #kept: KeptRows<Row>;
  readonly #questions = new Gather<VendLookup, Found<Row> | Nothing>({
    atOnce: 64,
    underWay: 2,
    ask: (questions) => this.#ask(questions),
  });

  /** `name` is that of the prepared statements, which pg keeps per connection. */
  constructor(name: string, { ofIntegration, ofConnection, versionBeside = 'null', read }: Columns<Row>) {
    this.#read = read;
    this.#kept = new KeptRows(`${name}:current`, versionBeside);
    // One JSON object per question: pg reads one column with JSON in a fraction of the time that many columns take.
    this.#statement = new AskedStatement(
      `${name}:row`,
      lookupColumns,
      (asked) => `select row_to_json(answer) as row from (
        select asked.n, k.id as key_id, k.scopes as key_scopes, now() as now, i.id as integration_id, c.id, c.is_due,
            ${versionOf(versionBeside)} as version, (select row_to_json(rest) from (
              select * from (select ${ofIntegration} from integration where id = i.id offset 0) integration,
                (select ${ofConnection} from connection where id = c.id offset 0) connection) rest) as rest
          from ${asked} ${lookUp('left join')}
      ) answer`,
    );
  }

  /** `anew` spares the question whether a row is current that the caller has just changed. */
  async ask(lookup: VendLookup, how: 'kept' | 'anew' = 'kept'): Promise<Row | Nothing> {
    const kept = how === 'kept' ? await this.#kept.find(lookup) : undefined;
    if (kept) return { ...kept.row, now: kept.now };
    const readAt = performance.now();
    const answer = await this.#questions.ask(lookup);
    if (!isFound(answer)) return answer;
    const { key_id, key_scopes, now, integration_id, id, is_due, version, rest } = answer;
    const asked = { key_id, key_scopes, now: new Date(now), integration_id, id, is_due, reading: {} };
    const row = this.#read(rest, asked);
    if (!row.is_due) this.#kept.keep(lookup, { version, row, readAt });
    return row;
  }

  /** Reads these connections anew when they are asked for next, because this process has changed them. */
  forget(ids: ReadonlySet<string>): void {
    this.#kept.forgetAll(({ id }) => ids.has(id));
  }

  async #ask(lookups: readonly VendLookup[]): Promise<(Answer<Row> | undefined)[]> {
    const { rows } = await pool().query<{ row: Answer<Row> }>(this.#statement.of(valuesOf(lookups)));
    // PostgreSQL is free to return them in another order.
    const answers: (Answer<Row> | undefined)[] = lookups.map(() => undefined);
    for (const { row } of rows) answers[row.n - 1] = row;
    return answers;
  }
}
