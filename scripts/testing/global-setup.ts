import { startOwnPostgres } from './own-postgres.ts';

/** One embedded PostgreSQL for the whole run, with a migrated template that each test file copies. */
export default async function setUp(): Promise<() => Promise<void>> {
  const { url, stop } = await startOwnPostgres();
  process.env.LATCHKEY_TEST_POSTGRES = url;
  return stop;
}
