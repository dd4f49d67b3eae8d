import { isDatabaseAway, pool } from '#lib/db';
import { log } from '#lib/log';
import { settingWriteProbe } from '#lib/settings';

/** What keeps the database from being used. These codes are part of the API and must not be renamed. */
export const databaseProblems = [
  'database_unreachable',
  'database_not_answering',
  'database_full',
  'database_read_only',
  'database_failing',
] as const;
export type DatabaseProblem = (typeof databaseProblems)[number];

/** Reads, writes a megabyte to disk as a large sort would, and updates a row, in one round trip and one transaction. */
const trial = `
  select set_config('work_mem', '64kB', true), set_config('temp_tablespaces', '', true);
  select count(*) from generate_series(1, 60000);
  ${settingWriteProbe}`;

const limitMilliseconds = { up: 3_000, trial: 4_000 };
const keptMilliseconds = { good: 5_000, bad: 1_000, up: 1_000 };

type Kept<T> = { pool: unknown; until: number; answer: Promise<T> };

declare global {
  var latchkeyDatabaseHealth: Kept<DatabaseProblem | undefined> | undefined;
  var latchkeyDatabaseUp: Kept<boolean> | undefined;
}

function problemOf(error: unknown): DatabaseProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '53100') return 'database_full';
  if (code === '25006') return 'database_read_only';
  if (code === 'ETIMEDOUT' || (error instanceof Error && /timeout/i.test(error.message)))
    return 'database_not_answering';
  return isDatabaseAway(error) ? 'database_unreachable' : 'database_failing';
}

function within<T>(milliseconds: number, { answer, late }: { answer: Promise<T>; late: T }): Promise<T> {
  return new Promise((done) => {
    const timer = setTimeout(done, milliseconds, late);
    void answer.then(done).finally(() => clearTimeout(timer));
  });
}

async function tryAll(): Promise<DatabaseProblem | undefined> {
  const answer = pool()
    .query(trial)
    .then(
      () => undefined,
      (error: unknown) => {
        const problem = problemOf(error);
        log().warn({ error, problem }, 'the database cannot be used as it should');
        return problem;
      },
    );
  return within<DatabaseProblem | undefined>(limitMilliseconds.trial, { answer, late: 'database_not_answering' });
}

/**
 * Finds out what is wrong with the database by reading, using its disk and writing. Undefined when all is well. The
 * result is shared by all callers within five seconds (one second if there is a problem).
 */
export async function findDatabaseProblem(): Promise<DatabaseProblem | undefined> {
  const kept = globalThis.latchkeyDatabaseHealth;
  if (kept && kept.pool === pool() && performance.now() < kept.until) return kept.answer;
  const made = { pool: pool(), until: Number.POSITIVE_INFINITY, answer: tryAll() };
  globalThis.latchkeyDatabaseHealth = made;
  const problem = await made.answer;
  made.until = performance.now() + (problem ? keptMilliseconds.bad : keptMilliseconds.good);
  return problem;
}

/** Whether the database answers within three seconds. A yes is shared by all callers within one second. */
export async function isDatabaseUp(): Promise<boolean> {
  const kept = globalThis.latchkeyDatabaseUp;
  if (kept && kept.pool === pool() && performance.now() < kept.until) return kept.answer;
  const reply = pool()
    .query('select 1')
    .then(
      () => true,
      () => false,
    );
  const answer = within(limitMilliseconds.up, { answer: reply, late: false });
  const made = { pool: pool(), until: Number.POSITIVE_INFINITY, answer };
  globalThis.latchkeyDatabaseUp = made;
  const isUp = await answer;
  made.until = isUp ? performance.now() + keptMilliseconds.up : 0;
  return isUp;
}
