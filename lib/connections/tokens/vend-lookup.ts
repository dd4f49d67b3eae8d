/** What a token request names: the hash of an API key, an integration and one of its connections. */
export type VendLookup = { keyHash: Buffer; uniqueKey: string; connectionId: string };

/**
 * SQL that looks up the key, the integration and the connection that `asked` names, as `k`, `i` and `c`. `offset 0`
 * keeps the planner from replacing three index look-ups by joins over whole tables, which it would do after seeing them
 * small.
 */
export const lookUp = (join: 'join' | 'left join') => `
  ${join} lateral (select id, scopes, integration_id from api_key
    where hash = asked.hash and revoked_at is null offset 0) k on true
  ${join} lateral (select id, xmin from integration
    where unique_key = asked.unique_key and (k.integration_id is null or k.integration_id = id) offset 0) i on true
  ${join} lateral (select id, xmin, refresh_due_at <= now() as is_due from connection
    where connection.integration_id = i.id and connection_id = asked.connection_id offset 0) c on true`;

/**
 * SQL for the version of what `lookUp` has found: what is read of the key (its row changes with each use), the ids of
 * the transactions that wrote the other two rows, and `beside`, which changes whenever something does that is read from
 * another table.
 */
export const versionOf = (beside: string) => `concat_ws(' ', k.id, k.scopes, c.id, i.xmin, c.xmin, ${beside})`;

type Statement = { name: string; text: string };

/** A prepared statement for one question and one for many. Of both, `asked` has the columns and the number `n`. */
export class AskedStatement {
  readonly #one: Statement;
  readonly #many: Statement;

  /** `name` is that of the prepared statements, which pg keeps per connection. */
  constructor(name: string, columns: Record<string, string>, text: (asked: string, how: 'one' | 'many') => string) {
    const types = Object.values(columns);
    const asked = `as asked(${[...Object.keys(columns), 'n'].join(', ')})`;
    const values = types.map((type, at) => `$${at + 1}::${type}`);
    // If the planner knew the lengths of the arrays, it would plan small batches again each time, which takes longer
    // than running them.
    const lists = values.map((value) => `(select ${value}[])`);
    this.#one = { name: `${name}:one`, text: text(`(values (${values.join(', ')}, 1)) ${asked}`, 'one') };
    this.#many = { name: `${name}:many`, text: text(`unnest(${lists.join(', ')}) with ordinality ${asked}`, 'many') };
  }

  /** The statement with the values of these questions, by column. */
  of(columns: unknown[][]): Statement & { values: unknown[] } {
    const isOne = columns[0]?.length === 1;
    return isOne ? { ...this.#one, values: columns.map(([only]) => only) } : { ...this.#many, values: columns };
  }
}

/** PostgreSQL rejects NUL in text, and one caller's input must not make the others' questions fail. */
const withoutNul = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);

/** The types of what a lookup names, by the name of its column. */
export const lookupColumns = { hash: 'bytea', unique_key: 'text', connection_id: 'text' };

/** The values of some lookups, by column. */
export function valuesOf(lookups: readonly VendLookup[]): unknown[][] {
  return [
    lookups.map(({ keyHash }) => keyHash),
    lookups.map(({ uniqueKey }) => withoutNul(uniqueKey)),
    lookups.map(({ connectionId }) => withoutNul(connectionId)),
  ];
}
