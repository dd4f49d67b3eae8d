import pg from 'pg';

/** Arbitrary, but the same in every process: "a Latchkey process uses this database". */
const lock = 7_146_302_118;

/** Tells the processes on one database how many they are. The connection must be a session of its own. */
export type Membership = { isAlone: boolean; leave: () => Promise<{ wasLast: boolean }> };

/** Enters the circle of processes on this database; `isAlone` when no other one runs. */
export async function joinMembers(url: string): Promise<Membership> {
  const client = new pg.Client({ connectionString: url, application_name: 'latchkey-member' });
  client.on('error', () => {});
  await client.connect();
  const alone = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock]);
  await client.query('select pg_advisory_lock_shared($1)', [lock]);
  const isAlone = alone.rows[0]?.taken === true;
  if (isAlone) await client.query('select pg_advisory_unlock($1)', [lock]);
  return { isAlone, leave: () => leave(client) };
}

async function leave(client: pg.Client): Promise<{ wasLast: boolean }> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [lock]);
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock]);
    return { wasLast: rows[0]?.taken === true };
  } catch {
    return { wasLast: false };
  } finally {
    await client.end().catch(() => {});
  }
}
