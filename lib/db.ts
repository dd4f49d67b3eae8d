import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { z } from 'zod';
import { WatchedPool } from '#lib/database-watch';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { StandingConnection } from '#lib/standing-connection';
import { type Prisma, PrismaClient } from '#prisma/client';

type Database = { pool: WatchedPool; standing: StandingConnection; patient: WatchedPool; prisma: PrismaClient };

/** Passed to store functions that run inside a caller's transaction. */
export type Transaction = Prisma.TransactionClient;

declare global {
  var latchkeyDatabase: Database | undefined;
}

/** Longer than any statement of a request takes, and shorter than clients usually wait. */
const silenceSeconds = 8;
/** Statements over whole tables may take minutes. */
const patientSeconds = 15 * 60;

function openPool(max: number, silence: number): WatchedPool {
  const pool = new WatchedPool({
    connectionString: env().databaseUrl,
    max,
    connectionTimeoutMillis: 3_000,
    application_name: 'latchkey',
    silenceSeconds: silence,
  });
  // Without this listener, a restart of the database would end the process.
  pool.on('error', (error) => log().warn({ error }, 'an idle database connection broke'));
  // The pool listens only to idle connections. One that breaks between two statements of a transaction would also end
  // the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

function connect(): Database {
  const pool = openPool(20, silenceSeconds);
  // Longer than the pool's own limit, so that the pool's clearer error comes first.
  const transactionOptions = { maxWait: (silenceSeconds + 2) * 1_000, timeout: (silenceSeconds + 2) * 1_000 };
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions });
  return {
    pool,
    standing: new StandingConnection(pool, { restMilliseconds: 10_000 }),
    patient: openPool(2, patientSeconds),
    prisma,
  };
}

function database(): Database {
  globalThis.latchkeyDatabase ??= connect();
  return globalThis.latchkeyDatabase;
}

/** The Prisma client of this process, which uses the pool of `pool()`. */
export function db(): PrismaClient {
  return database().prisma;
}

/**
 * The pg pool of this process, for statements whose speed or locking matters. A statement without an
 * answer within eight seconds fails, as with `db()`.
 */
export function pool(): pg.Pool {
  return database().pool;
}

/** One connection of that pool, for the small statements of which each request needs one. */
export function standingConnection(): StandingConnection {
  return database().standing;
}

/** A small pool for background work over whole tables, where a statement may take minutes. */
export function patientPool(): pg.Pool {
  return database().patient;
}

/** Closes the pools. The next use opens new ones. */
export async function closeDatabase(): Promise<void> {
  const open = globalThis.latchkeyDatabase;
  globalThis.latchkeyDatabase = undefined;
  await open?.standing.end();
  await open?.prisma.$disconnect();
  for (const pool of open ? [open.pool, open.patient] : []) if (!pool.ended) await pool.end();
}

/** Escapes a text for LIKE, so that every character stands for itself. Prisma's `contains` needs this too. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

type Condition = [text: (...places: string[]) => string, ...values: unknown[]];

/**
 * A filter as SQL with its values. Conditions that lack a value are left out, so that each question gets a plan of its
 * own; `text` is given the place of each value (`$1`).
 */
export function whereOf(conditions: readonly Condition[]): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const texts = conditions
    .filter(([, ...given]) => !given.includes(undefined))
    .map(([text, ...given]) => text(...given.map((value) => `$${values.push(value)}`)));
  return { where: texts.length > 0 ? `where ${texts.join(' and ')}` : '', values };
}

const awayCodes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|57P0[1-3]|08\w{3}|53\w{3}|25006|P1001|P1002|P1008|P1017|P2024|P2028)$/;
const awayMessages =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable/;

const awayKinds = /^(SocketTimeout|ConnectionClosed|DatabaseNotReachable|TooManyConnections)$/;

/** The driver's error that Prisma wraps in its generic codes: PostgreSQL's code, or a text about the socket. */
const adapterError = z.object({
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }),
  }),
});

/**
 * All codes of an error (Prisma's, pg's and those that the driver reported to Prisma), and the driver's kind of
 * failure.
 */
function codesOf(error: Error): { codes: string[]; kind: string } {
  const below = adapterError.safeParse(error).data?.meta.driverAdapterError.cause;
  return { codes: ['code' in error ? String(error.code) : '', below?.originalCode ?? ''], kind: below?.kind ?? '' };
}

function hasAwayCode(error: Error): boolean {
  const { codes, kind } = codesOf(error);
  return codes.some((code) => awayCodes.test(code)) || awayKinds.test(kind);
}

/** Whether an error, from Prisma or pg, means that a row with the same unique value already exists. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && codesOf(error).codes.some((code) => code === 'P2002' || code === '23505');
}

/**
 * Whether an error means that the database could not be reached or had no free connection, so that trying again makes
 * sense.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return hasAwayCode(error) || awayMessages.test(error.message) || isDatabaseAway(error.cause);
}
