import { z } from 'zod';
import { pool } from '#lib/db';
import type { DemoIntegrations } from './integrations.ts';

const days = 29;
const dayMs = 86_400_000;

/** Refreshes and vends on a weekday, and the calls that a backend makes through the proxy, in their shares. */
const habits = {
  files: {
    refreshes: 1_900,
    vends: 9_000,
    calls: [
      ['GET', '/me/drive/root/children', 5],
      ['GET', '/drives/{id}/items/{id}/content', 4],
      ['GET', '/drives/{id}/items/{id}', 2],
      ['GET', '/me', 1],
      ['GET', '/sites', 1],
    ],
  },
  mail: {
    refreshes: 620,
    vends: 2_600,
    calls: [
      ['GET', '/me/messages', 4],
      ['GET', '/me/messages/{id}', 3],
    ],
  },
  tenants: { refreshes: 240, vends: 500, calls: [['GET', '/users', 1]] },
} as const;

type Habit = { refreshes: number; vends: number; calls: readonly (readonly [string, string, number])[] };

/** A number from 0 to 1 that is the same at every filling (a hash after Wang). */
function chance(...seeds: number[]): number {
  let x = seeds.reduce((sum, seed) => Math.imul(sum ^ seed, 0x27d4eb2d), 61);
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
  return ((x ^ (x >>> 13)) >>> 0) / 2 ** 32;
}

/** The part of a weekday's load that a day has. */
function load(day: Date, seed: number): number {
  const isWeekend = [0, 6].includes(day.getUTCDay());
  return (isWeekend ? 0.45 : 1) * (0.92 + 0.16 * chance(seed, day.getTime() / dayMs));
}

/** Days back at which Microsoft was slow, with how many refreshes failed then. */
const badDays = new Map([
  [18, 64],
  [9, 11],
  [3, 23],
]);

type Count = { day: Date; what: string; count: number };

/** The days of the month, today with the part of it that is over. */
function refreshesOf({ refreshes }: Habit, seed: number, now: Date): Count[] {
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  return Array.from({ length: days + 1 }, (_, back) => back).flatMap((back) => {
    const day = new Date(today - back * dayMs);
    const part = back === 0 ? (now.getTime() - today) / dayMs : 1;
    const share = part * (refreshes / habits.files.refreshes);
    const refreshed = Math.round(refreshes * part * load(day, seed));
    const failed = Math.round(((badDays.get(back) ?? 0) + 3 * chance(seed, back)) * share);
    const rows = [{ day, what: 'refreshed', count: refreshed }];
    return failed > 0 ? [...rows, { day, what: 'failed', count: failed }] : rows;
  });
}

async function writeCounts(integrationId: string, habit: Habit, { seed, now }: { seed: number; now: Date }) {
  const refreshes = refreshesOf(habit, seed, now);
  await pool().query(
    `insert into refresh_count as r (day, integration_id, outcome, count)
     select d, $1, o, n from unnest($2::date[], $3::text[], $4::int[]) as given(d, o, n)
     on conflict (day, integration_id, outcome) do update set count = r.count + excluded.count`,
    [
      integrationId,
      refreshes.map(({ day }) => day),
      refreshes.map(({ what }) => what),
      refreshes.map(({ count }) => count),
    ],
  );
  // The grants closed at Microsoft today were moved to their own days.
  await pool().query(`delete from refresh_count where integration_id = $1 and outcome = 'closed'`, [integrationId]);
  await pool().query(
    `insert into refresh_count as r (day, integration_id, outcome, count)
     select e.at::date, $1, 'closed', count(*) from connection_event e join connection c on c.id = e.connection_id
      where c.integration_id = $1 and e.type = 'needs_reauthorization' group by 1
     on conflict (day, integration_id, outcome) do update set count = excluded.count`,
    [integrationId],
  );
  const each = habit.vends / habit.calls.reduce((sum, [, , share]) => sum + share, 0);
  await pool().query(
    `insert into call_count (integration_id, day, method, template, count)
     select $1, current_date - d, m, t, (n * (0.8 + 0.4 * random()))::int
       from generate_series(0, ${days}) d, unnest($2::text[], $3::text[], $4::int[]) as given(m, t, n)`,
    [
      integrationId,
      habit.calls.map(([method]) => method),
      habit.calls.map(([, template]) => template),
      habit.calls.map(([, , share]) => Math.round(share * each)),
    ],
  );
  await pool().query(
    `insert into vend_count (minute, integration_id, count)
     select date_trunc('minute', now()) - m * interval '1 minute', $1,
            ceil($2 * step * (0.3 + 0.7 * abs(sin(m / 450.0))) * (0.6 + 0.8 * random()) / 1440)::int
       from (select m, 1 as step from generate_series(1, 90) m
             union all select m, 15 from generate_series(105, ${days * 1_440}, 15) m) minutes`,
    [integrationId, habit.vends],
  );
}

const account = z.object({ id: z.string(), integration_id: z.string(), created_at: z.date(), last: z.date() });

type Call = {
  at: Date;
  connectionId: string;
  integrationId: string;
  method: string;
  path: string;
  status: number;
  ms: number;
};

const callsEach = 24;
const item = 'b!demo/items/01DEMO';

/** Calls of one connection through the proxy, spread over its life, most of them in its last days. */
function callsOf(
  { id, integration_id, created_at, last }: z.infer<typeof account>,
  { calls }: Habit,
  seed: number,
): Call[] {
  const span = last.getTime() - created_at.getTime();
  return Array.from({ length: callsEach }, (_, index) => {
    const [method, template] = calls[Math.floor(chance(seed, index, 1) * calls.length)] ?? calls[0] ?? ['GET', '/me'];
    const status = [429, 404, 503][Math.floor(chance(seed, index, 2) * 40)] ?? 200;
    return {
      at: new Date(last.getTime() - span * chance(seed, index, 3) ** 2),
      connectionId: id,
      integrationId: integration_id,
      method,
      path: `/v1.0${template.replace('{id}/items/{id}', item).replace('{id}', 'AAMkDEMO')}`,
      status,
      ms: Math.round(60 + 900 * chance(seed, index, 4) ** 3),
    };
  });
}

async function writeCalls(calls: readonly Call[]): Promise<void> {
  await pool().query(
    `insert into activity_event (at, kind, outcome, connection_id, integration_id, summary, detail)
     select t, 'proxy', case when s < 400 then 'ok' else 'failed' end, c, i, m || ' ' || p || ' ' || s,
            jsonb_build_object('method', m, 'host', 'graph.microsoft.com', 'path', p, 'status', s, 'ms', ms)
       from unnest($1::timestamptz[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::int[])
         as given(t, c, i, m, p, s, ms) order by t`,
    [
      calls.map(({ at }) => at),
      calls.map(({ connectionId }) => connectionId),
      calls.map(({ integrationId }) => integrationId),
      calls.map(({ method }) => method),
      calls.map(({ path }) => path),
      calls.map(({ status }) => status),
      calls.map(({ ms }) => ms),
    ],
  );
}

/**
 * Writes the month before: refreshes and calls as a product with many more people has them, so that charts and lists
 * look as they do in use.
 */
export async function writeHistory(integrations: DemoIntegrations, now = new Date()): Promise<void> {
  const plans = [
    [integrations.files, habits.files],
    [integrations.mail, habits.mail],
    [integrations.tenants, habits.tenants],
  ] as const;
  for (const [seed, [{ id }, habit]] of plans.entries()) {
    await writeCounts(id, habit, { seed, now });
    const { rows } = await pool().query(
      `select id, integration_id, created_at, last_vended_at as last from connection
        where integration_id = $1 and last_vended_at is not null order by created_at`,
      [id],
    );
    const accounts = account.array().parse(rows);
    await writeCalls(accounts.flatMap((one, index) => callsOf(one, habit, seed * 100 + index)));
  }
}
