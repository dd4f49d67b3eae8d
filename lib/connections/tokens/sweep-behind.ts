import { db, pool } from '#lib/db';
import { putNotice, withdrawNotices } from '#lib/notices/notices';
import { usedAndDue } from './due.ts';

const lateMinutes = 15;
const key = 'sweep_behind';

/** Connections in use whose next token request is due for so long that nobody seems to make it. */
async function countLate(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    `select count(*)::int as n from connection
      where status = 'healthy' and ${usedAndDue} and refresh_due_at < now() - make_interval(mins => $1)`,
    [lateMinutes],
  );
  return rows[0]?.n ?? 0;
}

/** Puts a notice while tokens in use are refreshed much too late, and withdraws it when they no longer are. */
export async function reviewSweep(): Promise<void> {
  const late = await countLate();
  await db().$transaction(async (tx) => {
    if (late === 0) return withdrawNotices(tx, { keyPrefix: key });
    await putNotice(tx, {
      kind: 'sweep_behind',
      level: 'warning',
      dedupeKey: key,
      message: `Tokens are refreshed too late: ${late} ${late === 1 ? 'connection waits' : 'connections wait'} for longer than ${lateMinutes} minutes.`,
      fix: 'Until then each caller waits for its own refresh. The log of the server says what holds it up; another process on the same database helps if it is the load.',
    });
  });
}
