import { z } from 'zod';
import { pool, whereOf } from '#lib/db';
import {
  type ActivityFilter,
  type ActivityPage,
  type ActivityRow,
  activityDetailSchema,
  activityKinds,
  activityOutcomes,
} from './schema.ts';

const found = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.enum(activityKinds),
  outcome: z.enum(activityOutcomes),
  summary: z.string(),
  detail: activityDetailSchema.catch({}),
  connection_row: z.string().nullable(),
  connection_name: z.string().nullable(),
  account: z.string().nullable(),
  integration_row: z.string().nullable(),
  unique_key: z.string().nullable(),
  display_name: z.string().nullable(),
  link_row: z.string().nullable(),
  person: z.string().nullable(),
});

function asRow(row: z.infer<typeof found>): ActivityRow {
  const { id, at, kind, outcome, summary, detail } = row;
  const { connection_row, connection_name, account, integration_row, unique_key, display_name } = row;
  const connection =
    connection_row && connection_name && account !== null
      ? { id: connection_row, connectionId: connection_name, account }
      : null;
  const integration =
    integration_row && unique_key && display_name !== null
      ? { id: integration_row, uniqueKey: unique_key, displayName: display_name }
      : null;
  const link = row.link_row ? { id: row.link_row, person: row.person } : null;
  return { id, at, kind, outcome, summary, detail, connection, integration, link };
}

function conditions(
  { id, kind, outcome, connectionIds, integrationId, since, until }: ActivityFilter,
  { before }: ActivityPage,
) {
  return whereOf([
    [(row) => `a.id = ${row}::bigint`, id],
    [(name) => `a.kind = ${name}`, kind],
    [(name) => `a.outcome = ${name}`, outcome],
    [(ids) => `a.connection_id = any(${ids}::uuid[])`, connectionIds],
    [(row) => `a.integration_id = ${row}::uuid`, integrationId],
    [(from) => `a.at >= ${from}`, since],
    [(end) => `a.at < ${end}`, until],
    [(at, row) => `a.at <= ${at} and (a.at < ${at} or a.id < ${row}::bigint)`, before?.at, before?.id],
  ]);
}

/** Rows of the list with the objects they belong to, newest first. */
export async function listRows(filter: ActivityFilter, page: ActivityPage): Promise<ActivityRow[]> {
  const { where, values } = conditions(filter, page);
  const { rows } = await pool().query(
    `select a.id::text, a.at, a.kind, a.outcome, a.summary, a.detail, c.id as connection_row,
        c.connection_id as connection_name, coalesce(nullif(c.display_name, ''), c.username) as account,
        i.id as integration_row, i.unique_key, i.display_name, l.id as link_row,
        coalesce(l.end_user->>'display_name', l.end_user->>'email', l.end_user->>'id', l.expected_email,
          l.outcome->>'account', l.expected_tenant) as person
       from (select * from activity_event a ${where} order by a.at desc, a.id desc limit $${values.length + 1}) a
       left join connection c on c.id = a.connection_id
       left join integration i on i.id = a.integration_id
       left join connect_link l on l.id = case when a.detail->>'linkId' ~ '^[0-9a-f-]{36}$' then (a.detail->>'linkId')::uuid end
      order by a.at desc, a.id desc`,
    [...values, page.limit],
  );
  return z.array(found).parse(rows).map(asRow);
}
