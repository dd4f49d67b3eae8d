import { pool } from '#lib/db';
import { Gather } from '#lib/gather';
import { type Kept, KeptRows } from './kept-rows.ts';

/** What a token request names: the hash of an API key, an integration and one of its connections. */
export type VendLookup = { keyHash: Buffer; uniqueKey: string; connectionId: string };

/** The result if the key, the integration or the connection does not exist. */
export type Nothing =
  | { key_id: null }
  | { key_id: string; key_scopes: string[]; id: null; integration_id: string | null };

/** What is read for each question anew: whose key it is, what it names, and the database's time. */
export type Asked = {
  key_id: string;
  key_scopes: string[];
  now: Date;
  integration_id: string;
  id: string;
  is_due: boolean;
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
  read: (sent: Sent<Omit<Row, keyof Asked>>) => Omit<Row, keyof Asked>;
};

// Returns one JSON object per question, because pg reads one column with JSON in a fraction of the time that it takes
// for many columns. The version consists of the ids of the transactions that wrote the rows; where the caller's is the
// current one, the rest is neither read nor sent. `offset 0` keeps the planner from replacing three index look-ups by
// joins over whole tables, which it would do after seeing them small.
const answersTo = <Row>(questions: string, { ofIntegration, ofConnection, versionBeside = 'null' }: Columns<Row>) => `
  select row_to_json(answer) as row from (
    select asked.n, k.id as key_id, k.scopes as key_scopes, now() as now, i.id as integration_id, c.id, c.is_due, v.version,
        case when v.version = asked.known then null else (select row_to_json(rest) from (
          select * from (select ${ofIntegration} from integration where id = i.id offset 0) integration,
            (select ${ofConnection} from connection where id = c.id offset 0) connection) rest) end as rest
      from ${questions} as asked(hash, unique_key, connection_id, known, n)
      left join lateral (select id, scopes, integration_id from api_key
        where hash = asked.hash and revoked_at is null offset 0) k on true
      left join lateral (select id, xmin from integration
        where unique_key = asked.unique_key and (k.integration_id is null or k.integration_id = id) offset 0) i on true
      left join lateral (select id, xmin, refresh_due_at <= now() as is_due from connection
        where connection.integration_id = i.id and connection_id = asked.connection_id offset 0) c on true
      left join lateral (select concat_ws(' ', c.id, c.xmin, i.xmin, ${versionBeside}) as version) v on true
  ) answer`;

/** PostgreSQL rejects NUL in text, and one caller's input must not make the others' questions fail. */
const withoutNul = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);

type Question<Row> = { lookup: VendLookup; kept: Kept<Omit<Row, keyof Asked>> | undefined };
type Found<Row> = Sent<Asked> & { version: string; rest: Sent<Omit<Row, keyof Asked>> | null };
type Answer<Row> = { n: number } & (Found<Row> | Nothing);

const isFound = <Row>(answer: Found<Row> | Nothing): answer is Found<Row> =>
  answer.key_id !== null && answer.id !== null;

/**
 * Reads rows of key, integration and connection, each in one round trip. Questions that arrive while others are in
 * progress share the next statement. No answer is older than its question, so a revoked key or a deleted connection
 * takes effect at once: of a connection whose rows have not changed, only that is read.
 */
export class VendQuestions<Row extends Asked> {
  readonly #one: { name: string; text: string };
  readonly #many: { name: string; text: string };
  readonly #columns: Columns<Row>;
  readonly #kept = new KeptRows<Omit<Row, keyof Asked>>();
  /** More statements would only take pool connections from others: a batch takes about a millisecond. */
  readonly #questions = new Gather<Question<Row>, Found<Row> | Nothing>({
    atOnce: 64,
    underWay: 2,
    ask: (questions) => this.#read(questions),
  });

  /** `name` is that of the prepared statements, which pg keeps per connection. */
  constructor(name: string, columns: Columns<Row>) {
    this.#columns = columns;
    this.#one = {
      name: `${name}:one`,
      text: answersTo('(values ($1::bytea, $2::text, $3::text, $4::text, 1))', columns),
    };
    // If the planner knew the lengths of the arrays, it would plan small batches again each time, which takes longer
    // than running them.
    const lists = '(select $1::bytea[]), (select $2::text[]), (select $3::text[]), (select $4::text[])';
    this.#many = { name: `${name}:many`, text: answersTo(`unnest(${lists}) with ordinality`, columns) };
  }

  async ask(lookup: VendLookup): Promise<(Asked & Omit<Row, keyof Asked>) | Nothing> {
    const name = `${lookup.uniqueKey} ${lookup.connectionId}`;
    const kept = this.#kept.find(name);
    const readAt = performance.now();
    const answer = await this.#questions.ask({ lookup, kept });
    if (!isFound(answer)) return answer;
    const { key_id, key_scopes, now, integration_id, id, is_due, version, rest } = answer;
    const row = rest === null ? kept?.row : this.#columns.read(rest);
    if (!row) throw new Error('A row was left out that was not known.');
    if (rest !== null) this.#kept.keep(name, { version, row, readAt });
    return { ...row, key_id, key_scopes, now: new Date(now), integration_id, id, is_due };
  }

  async #read(questions: readonly Question<Row>[]): Promise<(Answer<Row> | undefined)[]> {
    const hashes = questions.map(({ lookup }) => lookup.keyHash);
    const keys = questions.map(({ lookup }) => withoutNul(lookup.uniqueKey));
    const ids = questions.map(({ lookup }) => withoutNul(lookup.connectionId));
    const known = questions.map(({ kept }) => kept?.version ?? null);
    const statement =
      questions.length === 1
        ? { ...this.#one, values: [hashes[0], keys[0], ids[0], known[0]] }
        : { ...this.#many, values: [hashes, keys, ids, known] };
    const { rows } = await pool().query<{ row: Answer<Row> }>(statement);
    // PostgreSQL is free to return them in another order.
    const answers: (Answer<Row> | undefined)[] = questions.map(() => undefined);
    for (const { row } of rows) answers[row.n - 1] = row;
    return answers;
  }
}
