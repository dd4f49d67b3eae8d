import { db, type Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import { open, seal } from '#lib/vault';
import type { Variable } from './schema.ts';

const place = (row: string) => ({ table: 'environment_variable', row, column: 'sealed_value' });

export function listVariableRows(): Promise<Variable[]> {
  return db().environmentVariable.findMany({
    select: { id: true, name: true, updatedAt: true },
    orderBy: { name: 'asc' },
  });
}

/**
 * All variables with their decrypted values, sorted by name.
 * @throws VaultError
 */
export async function readValues(): Promise<{ name: string; value: string }[]> {
  const select = { id: true, name: true, sealedValue: true } as const;
  const rows = await db().environmentVariable.findMany({ select, orderBy: { name: 'asc' } });
  return rows.map(({ id, name, sealedValue }) => ({ name, value: open(sealedValue, place(id)) }));
}

/** Stores a value under a name, sealed for its row. The variable is created if necessary. */
export async function putVariable(tx: Transaction, { name, value }: { name: string; value: string }): Promise<void> {
  // If two callers set the same new name at once, the second waits and then updates the first one's row.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`variable:${name}`}, 0))`;
  const found = await tx.environmentVariable.findUnique({ where: { name }, select: { id: true } });
  const id = found?.id ?? newId();
  const sealedValue = seal(value, place(id));
  const where = { id };
  await tx.environmentVariable.upsert({
    where,
    create: { id, name, sealedValue },
    update: { sealedValue },
    select: { id: true },
  });
}

/** Deletes a variable and returns it; undefined if no variable has that id. */
export async function takeVariable(tx: Transaction, id: string): Promise<{ name: string } | undefined> {
  const found = await tx.environmentVariable.findUnique({ where: { id }, select: { name: true } });
  if (!found) return undefined;
  const { count } = await tx.environmentVariable.deleteMany({ where: { id } });
  return count === 1 ? found : undefined;
}
