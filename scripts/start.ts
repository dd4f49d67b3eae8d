import '../lib/boot/flags.ts';
import { join } from 'node:path';
import { StartProblem } from '../lib/boot/problem.ts';
import { loadEnvFile, readSettings, SettingsError } from '../lib/env.ts';
import { prepareBuild, prepareClient } from './build.ts';

/** `npm start`: generates and builds what is missing, then serves. With `--dev` it serves the sources instead. */
const isDev = process.argv.includes('--dev');

function fail(error: unknown): never {
  if (error instanceof SettingsError) {
    console.error('Latchkey cannot start with these settings:');
    for (const problem of error.problems) console.error(`  ${problem}`);
  } else if (error instanceof StartProblem) {
    console.error(error.message);
  } else {
    console.error(error);
  }
  process.exit(1);
}

try {
  loadEnvFile(join(import.meta.dirname, '..', '.env'));
  const settings = readSettings(process.env);
  Object.assign(process.env, { NODE_ENV: isDev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
  await prepareClient();
  if (!isDev) await prepareBuild();
  const { serve } = await import('../server.ts');
  await serve(settings, isDev ? 'development' : 'production');
} catch (error) {
  fail(error);
}
