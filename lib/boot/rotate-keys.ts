import { z } from 'zod';
import { markCorrupt } from '#lib/connections/store';
import { pool } from '#lib/db';
import { log } from '#lib/log';
import { isSealedWithOlderKey, keyIds, open, type Place, seal, VaultError } from '#lib/vault';
import { sealedColumns, sealVaultCheck, settingSecret } from './vault-check.ts';

const batchSize = 200;
const rows = z.array(z.object({ id: z.string(), sealed: z.string() }));

const configToken = `connection_config #>> '{sharepointAccessToken,access_token}'`;
const ownerColumns: Record<string, string> = { connection: 'id', connection_token: 'connection_id' };

/** The connection that still holds the value says so; otherwise the old key could never be taken away. */
async function noteUnreadable(sealed: string, { table, row, column }: Place, error: VaultError): Promise<void> {
  log().warn({ error }, 'a sealed value was left as it is');
  const owner = ownerColumns[table];
  if (!owner) return;
  const stored = column === 'connection_config' ? configToken : column;
  const found = await pool().query<{ id: string }>(
    `select ${owner} as id from ${table} where id = $1 and ${stored} = $2`,
    [row, sealed],
  );
  for (const { id } of found.rows) await markCorrupt(id, error.message);
}

/** The value sealed anew; undefined when it cannot be opened. */
async function resealed(sealed: string, place: Place): Promise<string | undefined> {
  try {
    return seal(open(sealed, place), place);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    await noteUnreadable(sealed, place, error);
    return undefined;
  }
}

/** Seals one column's values of older keys anew, batch by batch; a value changed meanwhile is left to its writer. */
async function rotateColumn(table: string, column: string, newest: string): Promise<number> {
  let count = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const found = await pool().query(
      `select id, ${column} as sealed from ${table}
        where id > $1 and ${column} is not null and split_part(${column}, '.', 2) <> $2 order by id limit $3`,
      [after, newest, batchSize],
    );
    const batch = rows.parse(found.rows);
    for (const { id, sealed } of batch) {
      const place = { table, row: id, column };
      after = id;
      const values = [await resealed(sealed, place), id, sealed];
      if (!values[0]) continue;
      const { rowCount } = await pool().query(
        `update ${table} set ${column} = $1 where id = $2 and ${column} = $3`,
        values,
      );
      count += rowCount ?? 0;
    }
    if (batch.length < batchSize) return count;
  }
}

async function rotateConfigs(newest: string): Promise<number> {
  const found = await pool().query(
    `select id, ${configToken} as sealed from connection
      where ${configToken} is not null and split_part(${configToken}, '.', 2) <> $1`,
    [newest],
  );
  let count = 0;
  for (const { id, sealed } of rows.parse(found.rows)) {
    const place = { table: 'connection', row: id, column: 'connection_config' };
    const value = await resealed(sealed, place);
    if (!value) continue;
    const { rowCount } = await pool().query(
      `update connection set connection_config = jsonb_set(connection_config, '{sharepointAccessToken,access_token}', to_jsonb($1::text))
        where id = $2 and ${configToken} = $3`,
      [value, id, sealed],
    );
    count += rowCount ?? 0;
  }
  return count;
}

async function rotateSettings(newest: string): Promise<number> {
  const found = await pool().query(
    `select key as id, ${settingSecret} as sealed from setting
      where ${settingSecret} is not null and split_part(${settingSecret}, '.', 2) <> $1`,
    [newest],
  );
  let count = 0;
  for (const { id, sealed } of rows.parse(found.rows)) {
    const value = await resealed(sealed, { table: 'setting', row: id, column: 'sealed_secret' });
    if (!value) continue;
    const { rowCount } = await pool().query(
      `update setting set value = jsonb_set(value, '{sealedSecret}', to_jsonb($1::text)) where key = $2 and ${settingSecret} = $3`,
      [value, id, sealed],
    );
    count += rowCount ?? 0;
  }
  return count;
}

/** After a new key was put first in ENCRYPTION_KEYS: seals everything with it, while serving. */
export async function rotateKeys(): Promise<void> {
  const [newest] = keyIds();
  if (!newest) return;
  let count = 0;
  for (const { table, column } of sealedColumns) count += await rotateColumn(table, column, newest);
  count += await rotateConfigs(newest);
  count += await rotateSettings(newest);
  await sealVaultCheck(isSealedWithOlderKey);
  if (count > 0) log().info({ key: newest, values: count }, 'sealed anew with the newest key');
}
