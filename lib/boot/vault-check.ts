import { db, pool } from '#lib/db';
import { keyIds, open, seal, VaultError } from '#lib/vault';
import { StartProblem } from './problem.ts';

const place = { table: 'setting', row: 'vault_check', column: 'value' };

/** Every column that holds sealed values; rotation and the start's check walk this list. */
export const sealedColumns = [
  { table: 'integration_credential', column: 'sealed_secret' },
  { table: 'connect_link', column: 'sealed_token' },
  { table: 'attempt', column: 'sealed_secrets' },
  { table: 'connection', column: 'sealed_grant' },
  { table: 'connection', column: 'sealed_token' },
  { table: 'connection_token', column: 'sealed_token' },
  { table: 'environment_variable', column: 'sealed_value' },
  { table: 'idempotent_answer', column: 'sealed_body' },
  { table: 'operator_invitation', column: 'sealed_token' },
] as const;

/** Where a setting keeps a secret among its members. */
export const settingSecret = "value ->> 'sealedSecret'";

/** A corrupt connection is told apart already; what it holds must not keep the rest from being served. */
const stillServed: Record<string, string> = {
  connection: "status <> 'corrupt'",
  connection_token: "connection_id not in (select id from connection where status = 'corrupt')",
};

async function keyIdsInUse(): Promise<string[]> {
  const inConfig = "connection_config #>> '{sharepointAccessToken,access_token}'";
  const inSettings = { table: 'setting', column: `(${settingSecret})` };
  const places = [...sealedColumns, { table: 'connection', column: inConfig }, inSettings];
  const selects = places.map(
    ({ table, column }) => `select split_part(${column}, '.', 2) as id from ${table}
      where ${column} ~ '^v1[.][0-9a-f]{8}[.]' and ${stillServed[table] ?? 'true'}`,
  );
  const { rows } = await pool().query<{ id: string }>(
    `select distinct id from (${selects.join(' union all ')}) as used`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Proves that the key ring opens what the database holds, before anything is served.
 * @throws StartProblem naming the key id that is missing.
 */
export async function checkVault(): Promise<void> {
  const used = await keyIdsInUse();
  const missing = used.filter((id) => !keyIds().includes(id));
  const check = await db().setting.findUnique({ where: { key: 'vault_check' }, select: { value: true } });
  const sealed = typeof check?.value === 'string' ? check.value : undefined;
  if (sealed) missing.push(...unopenable(sealed));
  if (missing.length > 0) {
    const ids = [...new Set(missing)].join(', ');
    throw new StartProblem(
      `ENCRYPTION_KEYS does not hold the key ${ids}, with which this database was sealed; put that key back (this ring holds ${keyIds().join(', ') || 'no key'}).`,
    );
  }
  if (!sealed) await writeVaultCheck();
}

async function writeVaultCheck(): Promise<void> {
  const value = seal('latchkey', place);
  await db().setting.upsert({
    where: { key: 'vault_check' },
    create: { key: 'vault_check', value },
    update: { value },
  });
}

/** Seals the check value anew when it is made with an older key. */
export async function sealVaultCheck(isOld: (sealed: string) => boolean): Promise<void> {
  const check = await db().setting.findUnique({ where: { key: 'vault_check' }, select: { value: true } });
  if (typeof check?.value === 'string' && isOld(check.value)) await writeVaultCheck();
}

function unopenable(sealed: string): string[] {
  try {
    open(sealed, place);
    return [];
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return [sealed.split('.')[1] ?? 'unknown'];
  }
}
