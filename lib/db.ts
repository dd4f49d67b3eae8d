import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { z } from 'zod';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { type Prisma, PrismaClient } from '#prisma/client';

type Database = { pool: pg.Pool; prisma: PrismaClient };

/** What a store takes to work inside a caller's transaction. */
export type Transaction = Prisma.TransactionClient;

declare global {
  var latchkeyDatabase: Database | undefined;
}

function connect(): Database {
  const pool = new pg.Pool({
    connectionString: env().databaseUrl,
    max: 20,
    connectionTimeoutMillis: 3_000,
    application_name: 'latchkey',
  });
  // Without a listener a restart of the database would end the process.
  pool.on('error', (error) => log().warn({ error }, 'an idle database connection broke'));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function database(): Database {
  globalThis.latchkeyDatabase ??= connect();
  return globalThis.latchkeyDatabase;
}

/** The Prisma client of this process; it shares the pool. */
export function db(): PrismaClient {
  return database().prisma;
}

/** The pg pool of this process, for the statements whose speed or locking counts. */
export function pool(): pg.Pool {
  return database().pool;
}

/** Closes the pool; the next use opens a new one. */
export async function closeDatabase(): Promise<void> {
  const open = globalThis.latchkeyDatabase;
  globalThis.latchkeyDatabase = undefined;
  await open?.prisma.$disconnect();
  if (open && !open.pool.ended) await open.pool.end();
}

/** A text as a pattern of LIKE in which every character stands for itself; Prisma's `contains` needs it too. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** Whether the database answers, within a second. */
export async function isDatabaseUp(): Promise<boolean> {
  const late = new Promise<false>((done) => setTimeout(done, 1_000, false).unref());
  const answer = pool()
    .query('select 1')
    .then(
      () => true,
      () => false,
    );
  return Promise.race([answer, late]);
}

const awayCodes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|57P0[1-3]|08\w{3}|53\w{3}|25006|P1001|P1002|P1008|P1017|P2024|P2028)$/;
const awayMessages = /timeout exceeded when trying to connect|Connection terminated/;

/** PostgreSQL's own code, which Prisma keeps below its generic ones. */
const adapterError = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }),
});

function codesOf(error: Error): string[] {
  const original = adapterError.safeParse(error).data?.meta.driverAdapterError.cause.originalCode;
  return ['code' in error ? String(error.code) : '', original ?? ''];
}

/** Whether an error says that the database could not be asked, or had no connection to spare: worth another try. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isAway = codesOf(error).some((code) => awayCodes.test(code));
  return isAway || awayMessages.test(error.message) || isDatabaseAway(error.cause);
}
