import { keyName } from '../lib/keys/schema.ts';
import { explain, fail, readOption, withDatabase } from './console.ts';

/** `npm run api-key -- --name NAME`: prints a new API key and nothing else on standard output. */
const usage = 'Give the key a name: npm run api-key -- --name NAME';

function readName(): string | undefined {
  try {
    return readOption('name');
  } catch {
    return undefined;
  }
}

function makeKey(name: string): Promise<string> {
  return withDatabase(async () => {
    const { createKey } = await import('../lib/keys/keys.ts');
    return (await createKey({ name, by: 'console' })).key;
  });
}

const name = keyName.safeParse(readName());
if (!name.success) {
  const tooLong = name.error.issues.find(({ code }) => code === 'too_big');
  fail(tooLong?.message ?? usage);
}
try {
  console.log(await makeKey(name.data));
} catch (error) {
  fail(explain(error, 'The key could not be made'));
}
// Opening the database leaves a timer of ten seconds, which would keep the process alive.
process.exit(0);
