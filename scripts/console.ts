import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from '../lib/boot/problem.ts';
import { loadEnvFile, readSettings, SettingsError } from '../lib/env.ts';
import { prepareClient } from './build.ts';

/** Says a sentence on standard error and ends the process as failed. */
export function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** What an error says to whoever typed the command; `otherwise` begins the sentence of one that nobody foresaw. */
export function explain(error: unknown, otherwise: string): string {
  if (error instanceof SettingsError || error instanceof StartProblem) return error.message;
  return `${otherwise}: ${error instanceof Error ? error.message : String(error)}`;
}

/** The value of the command's only option, if it was given. @throws TypeError for any other argument */
export function readOption(name: string): string | undefined {
  const { values } = parseArgs({ options: { [name]: { type: 'string' } }, allowPositionals: false });
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Does something with the database that `.env` names, which need not be running.
 * @throws SettingsError, StartProblem
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  loadEnvFile(join(import.meta.dirname, '..', '.env'));
  const settings = readSettings(process.env);
  await prepareClient();
  const { openDatabase } = await import('../lib/boot/database.ts');
  const database = await openDatabase(settings, 'helper');
  try {
    return await work();
  } finally {
    await database.close();
  }
}
