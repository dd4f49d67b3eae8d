import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from '../lib/boot/problem.ts';
import { loadEnvFile, readSettings, SettingsError } from '../lib/env.ts';
import { keyName } from '../lib/keys/schema.ts';
import { prepareClient } from './build.ts';

/** `npm run api-key -- --name NAME`: prints a new API key and nothing else on standard output. */
const usage = 'Give the key a name: npm run api-key -- --name NAME';

function readName(): string | undefined {
  try {
    return parseArgs({ options: { name: { type: 'string' } }, allowPositionals: false }).values.name;
  } catch {
    return undefined;
  }
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof StartProblem) return error.message;
  return `The key could not be made: ${error instanceof Error ? error.message : String(error)}`;
}

async function makeKey(name: string): Promise<string> {
  loadEnvFile(join(import.meta.dirname, '..', '.env'));
  const settings = readSettings(process.env);
  await prepareClient();
  const { openDatabase } = await import('../lib/boot/database.ts');
  const { createKey } = await import('../lib/keys/keys.ts');
  const database = await openDatabase(settings, 'helper');
  try {
    return (await createKey({ name, by: 'console' })).key;
  } finally {
    await database.close();
  }
}

const name = keyName.safeParse(readName());
if (!name.success) {
  const tooLong = name.error.issues.find(({ code }) => code === 'too_big');
  fail(tooLong?.message ?? usage);
}
try {
  console.log(await makeKey(name.data));
} catch (error) {
  fail(explain(error));
}
// Opening the database leaves a timer of ten seconds, which would keep the process alive.
process.exit(0);
