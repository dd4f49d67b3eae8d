import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import type { Variable } from './schema.ts';
import { listVariableRows, putVariable, readValues, takeVariable } from './store.ts';

/** Something about an environment variable cannot be done; the message says what. */
class VariableError extends Error {
  override readonly name = 'VariableError';
  readonly code = 'not_found';
}

/** The names of all variables, without their values. */
export function listVariables(): Promise<Variable[]> {
  return listVariableRows();
}

/**
 * All variables with their values, for API keys that may read them.
 * @throws VaultError
 */
export function readVariables(): Promise<{ name: string; value: string }[]> {
  return readValues();
}

/** Stores a value under a name, replacing an existing one. */
export async function setVariable(variable: { name: string; value: string }, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await putVariable(tx, variable);
    await audit(tx, { actor: by, action: 'variable.set', subject: `variable:${variable.name}` });
  });
}

/**
 * Deletes a variable.
 * @throws VariableError `not_found`
 */
export async function removeVariable(id: string, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    const taken = await takeVariable(tx, id);
    if (!taken) throw new VariableError('This variable does not exist any more.');
    await audit(tx, { actor: by, action: 'variable.removed', subject: `variable:${taken.name}` });
  });
}
