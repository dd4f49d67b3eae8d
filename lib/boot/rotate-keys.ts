import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { pruneAnswers } from '#lib/api/store';
import { markCorrupt } from '#lib/connections/corrupt';
import { isDatabaseAway, patientPool, pool } from '#lib/db';
import { log } from '#lib/log';
import { keyIds, open, seal, sealingKeyId, UnknownKeyError, VaultError } from '#lib/vault';
import { countByKey, type SealedPlace, sealedOtherwise, sealedPlaces } from './vault-check.ts';

const batchSize = 200;
const reportMilliseconds = 10_000;
const rows = z.array(z.object({ id: z.string(), sealed: z.string() }));
type Row = z.infer<typeof rows>[number];

/**
 * The result of one pass: how many values were sealed again with the newest key, and how many still need another key.
 */
export type Rotation = { sealed: number; left: number };

type Pass = Rotation & { key: string; reportedAt: number; signal: AbortSignal | undefined };

/** Marks a value that no key can open, so that it no longer counts as needing its key. Its bytes are kept. */
async function markUnreadable(where: SealedPlace, row: Row): Promise<void> {
  await replace(where, row, `unreadable.${row.sealed}`);
}

/** Replaces a stored value. Returns false if somebody else has changed it meanwhile. */
async function replace({ table, id, sealed, set }: SealedPlace, row: Row, value: string): Promise<boolean> {
  const text = `update ${table} set ${set} where ${id} = $2 and ${sealed} = $3`;
  const { rowCount } = await pool().query(text, [value, row.id, row.sealed]);
  return rowCount === 1;
}

/**
 * Marks the connection as corrupt if the value belongs to one (it recovers if the value can be opened again); other
 * values are set aside.
 */
async function noteUnreadable(where: SealedPlace, row: Row, error: VaultError): Promise<void> {
  const { table, column, sealed } = where;
  log().warn({ error, table, column, row: row.id }, 'a stored value was changed or cut: it cannot be sealed anew');
  if (table !== 'connection' && table !== 'connection_token') return markUnreadable(where, row);
  const owner = table === 'connection' ? 'id' : 'connection_id';
  const found = await pool().query<{ id: string }>(
    `select ${owner} as id from ${table} where id = $1 and ${sealed} = $2`,
    [row.id, row.sealed],
  );
  for (const { id } of found.rows) await markCorrupt(id, error.message);
}

/**
 * Seals one value with the current key, unless it has changed meanwhile. A value that the database rejects is left for
 * the next pass.
 */
async function resealRow(where: SealedPlace, row: Row): Promise<'sealed' | 'left' | 'gone'> {
  const { table, column } = where;
  const place = { table, row: row.id, column };
  try {
    return (await replace(where, row, seal(open(row.sealed, place), place))) ? 'sealed' : 'gone';
  } catch (error) {
    if (error instanceof UnknownKeyError) return 'left';
    if (error instanceof VaultError) {
      await noteUnreadable(where, row, error);
      return 'gone';
    }
    if (isDatabaseAway(error)) throw error;
    log().warn({ error, table, column, row: row.id }, 'a stored value could not be sealed anew; it is tried again');
    return 'left';
  }
}

function report(pass: Pass): void {
  if (performance.now() - pass.reportedAt < reportMilliseconds) return;
  pass.reportedAt = performance.now();
  log().info({ key: pass.key, sealed: pass.sealed, left: pass.left }, 'stored values are being sealed anew');
}

async function readBatch({ key }: Pass, where: SealedPlace, after: string): Promise<Row[]> {
  const { table, id, sealed } = where;
  const found = await patientPool().query(
    `select ${id} as id, ${sealed} as sealed from ${table}
      where ${id} > $2 and ${sealedOtherwise(where)} order by ${id} limit $3`,
    [key, after, batchSize],
  );
  return rows.parse(found.rows);
}

async function resealBatch(pass: Pass, where: SealedPlace, batch: Row[]): Promise<void> {
  for (const row of batch) {
    if (pass.signal?.aborted) return;
    const outcome = await resealRow(where, row);
    if (outcome === 'sealed') pass.sealed += 1;
    if (outcome !== 'left') pass.left = Math.max(0, pass.left - 1);
    report(pass);
  }
}

const before = { id: '00000000-0000-0000-0000-000000000000', key: '' } as const;

/** Seals the values of one column with the current key, batch by batch. */
async function rotatePlace(pass: Pass, where: SealedPlace): Promise<void> {
  let batch = await readBatch(pass, where, before[where.id]);
  while (batch.length > 0 && !pass.signal?.aborted) {
    await resealBatch(pass, where, batch);
    batch = await readBatch(pass, where, batch.at(-1)?.id ?? '');
  }
}

/** How many values are still sealed with other keys. */
async function countLeft(key: string): Promise<number> {
  const used = await countByKey();
  return used.filter(({ id }) => id !== key).reduce((sum, { count }) => sum + count, 0);
}

/**
 * Seals all stored values with the current key while requests are served. A value that no key can open is marked as
 * unreadable and does not keep its key in use.
 * @throws when the database rejects a statement; what was already sealed stays sealed.
 */
export async function rotateKeys({ signal }: { signal?: AbortSignal } = {}): Promise<Rotation> {
  const key = sealingKeyId();
  if (!key) return { sealed: 0, left: 0 };
  await patientPool().query('delete from attempt where expires_at < now()');
  await pruneAnswers();
  const pass: Pass = { key, sealed: 0, left: await countLeft(key), reportedAt: performance.now(), signal };
  if (pass.left > 0) log().info({ key, left: pass.left }, 'stored values are sealed anew');
  for (const place of sealedPlaces) await rotatePlace(pass, place);
  return { sealed: pass.sealed, left: await countLeft(key) };
}

const waitMilliseconds = { first: 2_000, longest: 300_000, forKeys: 2_000, afterwards: 3_600_000 };

function logRotation({ sealed, left }: Rotation, key: string, isFirst: boolean): void {
  const others = keyIds().filter((id) => id !== key);
  if (left > 0) {
    log().warn({ key, sealed, left }, 'some stored values could not be sealed anew; it is tried again by itself');
    return;
  }
  if (sealed === 0 && !isFirst) return;
  const what = sealed === 0 ? 'nothing was to be sealed anew' : 'everything is sealed anew';
  const then = others.length > 0 ? '; when every process says so, the other keys can be removed' : '';
  log().info({ key, sealed, left, others }, `${what}: the key ${key} seals all that is stored${then}`);
}

/** Runs one pass and logs its result. Returns true when everything is sealed with this key. */
async function rotateAndLog(key: string, isFirst: boolean, signal: AbortSignal): Promise<boolean> {
  try {
    const done = await rotateKeys({ signal });
    if (!signal.aborted) logRotation(done, key, isFirst);
    return done.left === 0;
  } catch (error) {
    if (!signal.aborted) log().warn({ error }, 'sealing anew was interrupted; it goes on by itself');
    return false;
  }
}

/**
 * Rotates once all processes seal with the newest key of the ring, and checks again every hour. A failed rotation is
 * retried after a growing pause. Runs until `signal` aborts.
 */
export async function keepRotating(signal: AbortSignal): Promise<void> {
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal, ref: false }).catch(() => {});
  let wait = waitMilliseconds.first;
  let isFirst = true;
  while (!signal.aborted) {
    const [key] = keyIds();
    if (!key || key !== sealingKeyId()) {
      await pause(waitMilliseconds.forKeys);
    } else if (await rotateAndLog(key, isFirst, signal)) {
      isFirst = false;
      wait = waitMilliseconds.first;
      await pause(waitMilliseconds.afterwards);
    } else {
      await pause(wait);
      wait = Math.min(wait * 2, waitMilliseconds.longest);
    }
  }
}
