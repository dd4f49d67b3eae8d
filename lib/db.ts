import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { z } from 'zod';
import { WatchedPool } from '#lib/database-watch';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { type Prisma, PrismaClient } from '#prisma/client';

type Database = { pool: pg.Pool; patient: pg.Pool; prisma: PrismaClient };

/** What a store takes to work inside a caller's transaction. */
export type Transaction = Prisma.TransactionClient;

declare global {
  var latchkeyDatabase: Database | undefined;
}

/** Longer than any statement a request runs, and shorter than the patience of whoever waits for it. */
const silenceSeconds = 8;
/** Statements over whole tables may take minutes. */
const patientSeconds = 15 * 60;

function openPool(max: number, silence: number): pg.Pool {
  const pool = new WatchedPool({
    connectionString: env().databaseUrl,
    max,
    connectionTimeoutMillis: 3_000,
    application_name: 'latchkey',
    silenceSeconds: silence,
  });
  // Without a listener a restart of the database would end the process.
  pool.on('error', (error) => log().warn({ error }, 'an idle database connection broke'));
  // The pool listens only to idle ones: one that breaks between two statements of a transaction would do the same.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

function connect(): Database {
  const pool = openPool(20, silenceSeconds);
  // The pool gives up first, and says why.
  const transactionOptions = { maxWait: (silenceSeconds + 2) * 1_000, timeout: (silenceSeconds + 2) * 1_000 };
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions });
  return { pool, patient: openPool(2, patientSeconds), prisma };
}

function database(): Database {
  globalThis.latchkeyDatabase ??= connect();
  return globalThis.latchkeyDatabase;
}

/** The Prisma client of this process; it shares the pool. */
export function db(): PrismaClient {
  return database().prisma;
}

/**
 * The pg pool of this process, for the statements whose speed or locking counts. An answer that takes longer than eight
 * seconds fails, as with `db()`.
 */
export function pool(): pg.Pool {
  return database().pool;
}

/** A small pool for what goes over whole tables while nobody waits for it: there an answer may take minutes. */
export function patientPool(): pg.Pool {
  return database().patient;
}

/** Closes the pools; the next use opens new ones. */
export async function closeDatabase(): Promise<void> {
  const open = globalThis.latchkeyDatabase;
  globalThis.latchkeyDatabase = undefined;
  await open?.prisma.$disconnect();
  for (const pool of open ? [open.pool, open.patient] : []) if (!pool.ended) await pool.end();
}

/** A text as a pattern of LIKE in which every character stands for itself; Prisma's `contains` needs it too. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

const awayCodes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|57P0[1-3]|08\w{3}|53\w{3}|25006|P1001|P1002|P1008|P1017|P2024|P2028)$/;
const awayMessages =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable/;

const awayKinds = /^(SocketTimeout|ConnectionClosed|DatabaseNotReachable|TooManyConnections)$/;

/** What Prisma keeps below its generic codes: PostgreSQL's own, or that of the socket in words. */
const adapterError = z.object({
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }),
  }),
});

/** The codes of an error, by Prisma or pg and of what the driver reported to Prisma, and the driver's kind of failure. */
function codesOf(error: Error): { codes: string[]; kind: string } {
  const below = adapterError.safeParse(error).data?.meta.driverAdapterError.cause;
  return { codes: ['code' in error ? String(error.code) : '', below?.originalCode ?? ''], kind: below?.kind ?? '' };
}

function hasAwayCode(error: Error): boolean {
  const { codes, kind } = codesOf(error);
  return codes.some((code) => awayCodes.test(code)) || awayKinds.test(kind);
}

/** Whether an error says that a row with the same unique value exists already, whether Prisma or pg asked for it. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && codesOf(error).codes.some((code) => code === 'P2002' || code === '23505');
}

/** Whether an error says that the database could not be reached or had no connection to spare: worth another try. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return hasAwayCode(error) || awayMessages.test(error.message) || isDatabaseAway(error.cause);
}
