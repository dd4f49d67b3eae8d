import { z } from 'zod';
import { patientPool } from '#lib/db';
import { readSetting, saveSetting } from '#lib/settings';
import { keyIds, open, seal, VaultError } from '#lib/vault';
import { StartProblem } from './problem.ts';

/**
 * A column that holds sealed values. `sealed` is the SQL that reads a value, `set` the SQL that stores `$1`, and
 * `column` the name under which the vault seals it.
 */
export type SealedPlace = {
  table: string;
  column: string;
  id: 'id' | 'key';
  sealed: string;
  set: string;
  /** Which rows to consider. The others expire and are deleted anyway. */
  where: string;
};

const plain = (table: string, column: string, where = 'true'): SealedPlace => ({
  table,
  column,
  where,
  id: 'id',
  sealed: column,
  set: `${column} = $1`,
});

const configToken = '{sharepointAccessToken,access_token}';

/** Every column with sealed values. Key rotation and the check at the start go through this list. */
export const sealedPlaces: readonly SealedPlace[] = [
  plain('alert_channel', 'sealed_secret'),
  plain('integration_credential', 'sealed_secret'),
  plain('connect_link', 'sealed_token'),
  plain('attempt', 'sealed_secrets', 'expires_at > now()'),
  plain('connection', 'sealed_grant'),
  plain('connection', 'sealed_token'),
  {
    ...plain('connection', 'connection_config'),
    sealed: `connection_config #>> '${configToken}'`,
    set: `connection_config = jsonb_set(connection_config, '${configToken}', to_jsonb($1::text))`,
  },
  plain('connection_token', 'sealed_token'),
  plain('environment_variable', 'sealed_value'),
  plain('idempotent_answer', 'sealed_body', "created_at > now() - interval '1 day'"),
  plain('operator_invitation', 'sealed_token'),
  plain('webhook_endpoint', 'sealed_secret'),
  plain('webhook_endpoint', 'sealed_old_secret', 'old_secret_until > now()'),
  {
    ...plain('setting', 'sealed_secret'),
    id: 'key',
    sealed: "value ->> 'sealedSecret'",
    set: "value = jsonb_set(value, '{sealedSecret}', to_jsonb($1::text))",
  },
  {
    ...plain('setting', 'value', "key = 'vault_check'"),
    id: 'key',
    sealed: "value #>> '{}'",
    set: 'value = to_jsonb($1::text)',
  },
];

const isSealed = (sealed: string) => `(${sealed}) ~ '^v1[.][0-9a-f]{8}[.]'`;

/** SQL condition for rows that are sealed with a key other than `$1`. */
export const sealedOtherwise = ({ sealed, where }: SealedPlace) =>
  `${isSealed(sealed)} and split_part(${sealed}, '.', 2) <> $1 and ${where}`;

/**
 * Values of corrupt connections are not counted: those connections are already reported, and must not keep the rest
 * from being served.
 */
const stillServed: Record<string, string> = {
  connection: "status <> 'corrupt'",
  connection_token: "connection_id not in (select id from connection where status = 'corrupt')",
};

const usedKeys = z.array(z.object({ id: z.string(), place: z.string(), count: z.number() }));

/** How many values each key has sealed, by table and column. */
export async function countByKey(): Promise<z.infer<typeof usedKeys>> {
  const selects = sealedPlaces.map(
    ({ table, column, sealed, where }) =>
      `select split_part(${sealed}, '.', 2) as id, '${table}.${column}' as place, count(*)::int as count from ${table}
        where ${isSealed(sealed)} and ${where} and ${stillServed[table] ?? 'true'} group by 1`,
  );
  const { rows } = await patientPool().query(selects.join(' union all '));
  return usedKeys.parse(rows);
}

const checkPlace = { table: 'setting', row: 'vault_check', column: 'value' };

/**
 * Checks that the key ring can open what the database holds, before anything is served.
 * @throws StartProblem naming the missing keys, and how many values in which columns need them.
 */
export async function checkVault(): Promise<void> {
  const used = await countByKey();
  const lacking = used.filter(({ id }) => !keyIds().includes(id));
  if (lacking.length > 0) {
    const ids = [...new Set(lacking.map(({ id }) => id))].join(', ');
    const where = lacking.map(({ place, count }) => `${place}: ${count}`).join(', ');
    throw new StartProblem(
      `ENCRYPTION_KEYS does not hold the key ${ids}, with which this database was sealed (${where}); put that key back (this ring holds ${keyIds().join(', ') || 'no key'}).`,
    );
  }
  const check = await readSetting('vault_check');
  if (typeof check === 'string') requireOpen(check);
  else await saveSetting('vault_check', seal('latchkey', checkPlace));
}

function requireOpen(sealed: string): void {
  try {
    open(sealed, checkPlace);
  } catch (cause) {
    if (!(cause instanceof VaultError)) throw cause;
    const what = "The row vault_check of the table setting was changed, so the keys' proof fails";
    throw new StartProblem(`${what}; delete that row, and it is written anew.`, { cause });
  }
}
