import { pool } from '#lib/db';
import type { Child } from './child.ts';
import { type ExpiryResult, measureExpiry } from './expiry.ts';
import { getRequest, type Measured } from './load-order.ts';
import type { Place } from './place.ts';
import { answerMilliseconds } from './refresh.ts';
import { runLoad, usageOf } from './rounds.ts';

const milliseconds = 3_000;
const callers = 64;

type Together = { perSecond: number; p99: number; cpuMicroseconds: number; failed: string[] };

export type ProcessesResult = { count: number; vend: Together; refresh: Together; expiry: ExpiryResult | undefined };

type Server = { latchkey: Child; load: Child; port: number };

/** Asks all processes at once, the callers shared out among them; sums of rates, and the worst p99. */
async function askAll(servers: Server[], place: Place, query: string): Promise<Together> {
  const headers = { authorization: `Bearer ${place.seeded.key}` };
  const used = () => Promise.all(servers.map(({ latchkey }) => usageOf(latchkey)));
  const ordersOf = (time: number) =>
    servers.map(({ load, port }, at) => {
      const path = `provider_config_key=${place.seeded.integration}${query}`;
      // Each process is asked for connections of its own, as a load balancer would mostly do.
      const ids = place.seeded.connections.filter((_, index) => index % servers.length === at);
      const requests = ids.map((id) => getRequest(`localhost:${port}`, `/api/connections/${id}?${path}`, headers));
      return runLoad(load, { port, callers: callers / servers.length, requests, milliseconds: time });
    });
  await Promise.all(ordersOf(1_500));
  const before = await used();
  const measured: Measured[] = await Promise.all(ordersOf(milliseconds));
  const after = await used();
  const answers = measured.reduce((sum, one) => sum + one.answers, 0);
  const cpu = after.reduce((sum, { cpu }, at) => sum + cpu - (before[at]?.cpu ?? 0), 0);
  return {
    perSecond: measured.reduce((sum, one) => sum + one.perSecond, 0),
    p99: Math.max(...measured.map(({ p99 }) => p99)),
    cpuMicroseconds: cpu / Math.max(1, answers),
    failed: measured.flatMap(({ failed }) => failed),
  };
}

/** So many processes of the product on one database: vends and forced refreshes by 64 callers, and the sweep of all. */
export async function measureProcesses(place: Place, count: number): Promise<ProcessesResult> {
  const servers: Server[] = [{ latchkey: place.latchkey, load: place.load, port: place.latchkey.port }];
  while (servers.length < count) {
    const [latchkey, load] = [await place.startLatchkey(), await place.startLoad()];
    servers.push({ latchkey, load, port: latchkey.port });
  }
  try {
    const vend = await askAll(servers, place, '');
    await place.upstream.ask({ delay: answerMilliseconds });
    const refresh = await askAll(servers, place, '&force_refresh=true');
    await place.upstream.ask({ delay: 0 });
    const expiry = place.seeded.expiring.length > 0 ? await measureExpiry(place, 'connections') : undefined;
    return { count, vend, refresh, expiry };
  } finally {
    for (const { latchkey, load } of servers.slice(1)) await Promise.all([latchkey.stop(), load.stop()]);
  }
}

export type DatabaseResult = {
  refreshes: number;
  /** Bytes of a connection's rows with their indexes, and of the write-ahead log for one refresh. */
  bytesPerConnection: number;
  walPerRefresh: number;
  transactionsPerRefresh: number;
  /** Share of the updates of `connection` that touched no index. */
  hotShare: number;
};

type Counters = { wal: number; commits: number; updates: number; hot: number };

async function readCounters(): Promise<Counters> {
  // Statistics of other sessions arrive with a delay unless they are asked for.
  await pool().query('select pg_stat_clear_snapshot()');
  const { rows } = await pool().query<Counters>(
    `select (pg_current_wal_lsn() - '0/0')::float8 as wal, d.xact_commit::float8 as commits,
        t.n_tup_upd::float8 as updates, t.n_tup_hot_upd::float8 as hot
       from pg_stat_database d, pg_stat_user_tables t where d.datname = current_database() and t.relname = 'connection'`,
  );
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL has no statistics.');
  return row;
}

async function bytesPerConnection(): Promise<number> {
  const { rows } = await pool().query<{ bytes: number }>(
    `select ((pg_total_relation_size('connection') + pg_total_relation_size('connection_token'))
        / (select count(*) from connection))::float8 as bytes`,
  );
  return rows[0]?.bytes ?? 0;
}

/** What one connection that is kept fresh costs PostgreSQL, marks and the Activity page's rows included. */
export async function measureDatabase(place: Place): Promise<DatabaseResult> {
  const { latchkey, load, seeded, host, upstream } = place;
  const bytes = await bytesPerConnection();
  const headers = { authorization: `Bearer ${seeded.key}` };
  const query = `provider_config_key=${seeded.integration}&force_refresh=true`;
  const requests = seeded.connections.map((id) => getRequest(host, `/api/connections/${id}?${query}`, headers));
  await upstream.ask({ delay: 0 });
  await pool().query('checkpoint');
  const before = await readCounters();
  const asked = await runLoad(load, {
    port: latchkey.port,
    callers: 16,
    requests,
    milliseconds: 60_000,
    times: requests.length,
  });
  const marksMilliseconds = 6_000;
  await new Promise((done) => setTimeout(done, marksMilliseconds));
  const after = await readCounters();
  return {
    refreshes: asked.answers,
    bytesPerConnection: bytes,
    walPerRefresh: (after.wal - before.wal) / asked.answers,
    transactionsPerRefresh: (after.commits - before.commits) / asked.answers,
    hotShare: (after.hot - before.hot) / Math.max(1, after.updates - before.updates),
  };
}
