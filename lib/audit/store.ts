import { z } from 'zod';
import { escapeLike, pool, type Transaction, whereOf } from '#lib/db';
import type { AuditDetail, AuditEntry, AuditEvent, AuditFilter, AuditPage } from './schema.ts';

type NewEvent = Omit<AuditEntry, 'action'> & { action: string };

/** Returns the new row's id. */
export async function insertAuditEvent(tx: Transaction, { actor, action, subject, detail }: NewEvent): Promise<string> {
  const data = { actor, action, subject, detail: detail ?? {} };
  return String((await tx.auditEvent.create({ data, select: { id: true } })).id);
}

const events = z.array(
  z.object({
    id: z.string(),
    at: z.date(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.unknown(),
  }),
);

function conditions(filter: AuditFilter, before: string | undefined) {
  return whereOf([
    [(id) => `id = ${id}::bigint`, filter.id],
    [(id) => `id < ${id}::bigint`, before],
    [(actor) => `actor = ${actor}`, filter.actor],
    [(action) => `action = ${action}`, filter.action],
    [(subject) => `subject = ${subject}`, filter.subject],
    [(since) => `at >= ${since}`, filter.since],
    [(until) => `at < ${until}`, filter.until],
    [
      (pattern) => `concat_ws(' ', actor, action, subject, detail::text) ilike ${pattern}`,
      filter.search && `%${escapeLike(filter.search)}%`,
    ],
  ]);
}

export async function listAuditEvents(filter: AuditFilter, { limit, before }: AuditPage): Promise<AuditEvent[]> {
  const { where, values } = conditions(filter, before);
  const { rows } = await pool().query(
    `select id::text, at, actor, action, subject, detail from audit_event ${where}
      order by audit_event.id desc limit $${values.length + 1}`,
    [...values, limit],
  );
  return events.parse(rows);
}

const names = z.array(z.object({ actor: z.string(), action: z.string() }));

/** The distinct pairs of actor and action among the newest rows. */
export async function listPairs(newest: number): Promise<z.infer<typeof names>> {
  const { rows } = await pool().query(
    `select distinct actor, action from (select actor, action from audit_event order by id desc limit $1) as latest`,
    [newest],
  );
  return names.parse(rows);
}

type FoldedEvent = { action: string; subject: string; fold_key: string; detail: AuditDetail };

/** Writes rows for refusals. If a row with the same fold key exists, the attempts are added to it. */
export async function addFoldedEvents(rows: readonly FoldedEvent[]): Promise<void> {
  await pool().query(
    `insert into audit_event as known (actor, action, subject, detail, fold_key)
     select 'stranger', action, subject, detail, fold_key
       from jsonb_to_recordset($1::jsonb) as new(action text, subject text, detail jsonb, fold_key text)
     on conflict (fold_key) do update set detail = known.detail || jsonb_build_object(
       'attempts', (known.detail->>'attempts')::int + (excluded.detail->>'attempts')::int,
       'latest', excluded.detail->>'latest')`,
    [JSON.stringify(rows)],
  );
}

const counted = z.array(z.object({ attempts: z.int(), places: z.int() }));

/** The number of attempts in folded rows of one action since a time, and of distinct addresses. */
export async function sumFoldedEvents(action: string, since: Date): Promise<{ attempts: number; places: number }> {
  const { rows } = await pool().query(
    `select coalesce(sum((detail->>'attempts')::int), 0)::int as attempts,
            count(distinct detail->>'address')::int as places
       from audit_event where action = $1 and at >= $2 and fold_key is not null`,
    [action, since],
  );
  return counted.parse(rows)[0] ?? { attempts: 0, places: 0 };
}
