import { pool } from '#lib/db';
import { Gather } from '#lib/gather';

/** What a token request names: the hash of an API key, an integration and one of its connections. */
export type VendLookup = { keyHash: Buffer; uniqueKey: string; connectionId: string };

/** The result if the key, the integration or the connection does not exist. */
export type Nothing =
  | { key_id: null }
  | { key_id: string; key_scopes: string[]; id: null; integration_id: string | null };

/** A row as PostgreSQL writes it in JSON, where times are texts. */
export type Sent<Row> = {
  [Name in keyof Row]: Row[Name] extends Date ? string : Row[Name] extends Date | null ? string | null : Row[Name];
};

// Returns one JSON object per question, because pg reads one column with JSON in a fraction of the time that it takes
// for many columns: key, integration and connection. `offset 0` keeps the planner from replacing three index look-ups
// by joins over whole tables, which it would do after seeing them small.
const answersTo = (questions: string, { ofIntegration, ofConnection }: Columns) => `
  select row_to_json(answer) as row from (
    select asked.n, k.id as key_id, k.scopes as key_scopes, now() as now, i.*, c.*
      from ${questions} as asked(hash, unique_key, connection_id, n)
      left join lateral (select id, scopes, integration_id from api_key
        where hash = asked.hash and revoked_at is null offset 0) k on true
      left join lateral (select id as integration_id, ${ofIntegration} from integration
        where unique_key = asked.unique_key and (k.integration_id is null or k.integration_id = id) offset 0) i on true
      left join lateral (select id, ${ofConnection} from connection
        where connection.integration_id = i.integration_id and connection_id = asked.connection_id offset 0) c on true
  ) answer`;

/** PostgreSQL rejects NUL in text, and one caller's input must not make the others' questions fail. */
const withoutNul = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);

/** What is read, as SQL. The ids of key, integration and connection and the key's scopes are always read. */
type Columns = { ofIntegration: string; ofConnection: string };
type Answer<Row> = { n: number } & (Sent<Row> | Nothing);

/**
 * Reads rows of key, integration and connection, each in one round trip. Questions that arrive while others are in
 * progress share the next statement. No answer is older than its question, so a revoked key or a deleted connection
 * takes effect at once.
 */
export class VendQuestions<Row> {
  readonly #one: { name: string; text: string };
  readonly #many: { name: string; text: string };
  /** More statements would only take pool connections from others: a batch takes about a millisecond. */
  readonly #questions = new Gather<VendLookup, Sent<Row> | Nothing>({
    atOnce: 64,
    underWay: 2,
    ask: (lookups) => this.#read(lookups),
  });

  /** `name` is that of the prepared statements, which pg keeps per connection. */
  constructor(name: string, columns: Columns) {
    this.#one = { name: `${name}:one`, text: answersTo('(values ($1::bytea, $2::text, $3::text, 1))', columns) };
    // If the planner knew the lengths of the arrays, it would plan small batches again each time, which takes longer
    // than running them.
    const lists = '(select $1::bytea[]), (select $2::text[]), (select $3::text[])';
    this.#many = { name: `${name}:many`, text: answersTo(`unnest(${lists}) with ordinality`, columns) };
  }

  ask(lookup: VendLookup): Promise<Sent<Row> | Nothing> {
    return this.#questions.ask(lookup);
  }

  async #read(lookups: readonly VendLookup[]): Promise<(Answer<Row> | undefined)[]> {
    const hashes = lookups.map(({ keyHash }) => keyHash);
    const keys = lookups.map(({ uniqueKey }) => withoutNul(uniqueKey));
    const ids = lookups.map(({ connectionId }) => withoutNul(connectionId));
    const statement =
      lookups.length === 1
        ? { ...this.#one, values: [hashes[0], keys[0], ids[0]] }
        : { ...this.#many, values: [hashes, keys, ids] };
    const { rows } = await pool().query<{ row: Answer<Row> }>(statement);
    // PostgreSQL is free to return them in another order.
    const answers: (Answer<Row> | undefined)[] = lookups.map(() => undefined);
    for (const { row } of rows) answers[row.n - 1] = row;
    return answers;
  }
}
