import { z } from 'zod';
import { pool } from '#lib/db';
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
  return { id, at, kind, outcome, summary, detail, connection, integration };
}

/**
 * The filter as SQL. It contains only the conditions that are set, so that each combination gets its own query plan.
 */
function conditions(
  { id, kind, outcome, connectionIds, integrationId, since, until }: ActivityFilter,
  page: ActivityPage,
) {
  const values: unknown[] = [];
  const texts: string[] = [];
  const add = (text: (place: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    texts.push(text(`$${values.length}`));
  };
  add((place) => `a.id = ${place}::bigint`, id);
  add((place) => `a.kind = ${place}`, kind);
  add((place) => `a.outcome = ${place}`, outcome);
  add((place) => `a.connection_id = any(${place}::uuid[])`, connectionIds);
  add((place) => `a.integration_id = ${place}::uuid`, integrationId);
  add((place) => `a.at >= ${place}`, since);
  add((place) => `a.at < ${place}`, until);
  const { before } = page;
  add((place) => `a.at <= ${place}`, before?.at);
  add((place) => `(a.at < $${values.length - 1} or a.id < ${place}::bigint)`, before?.id);
  return { where: texts.length > 0 ? `where ${texts.join(' and ')}` : '', values };
}

/** Rows of the list with the objects they belong to, newest first. */
export async function listRows(filter: ActivityFilter, page: ActivityPage): Promise<ActivityRow[]> {
  const { where, values } = conditions(filter, page);
  const { rows } = await pool().query(
    `select a.id::text, a.at, a.kind, a.outcome, a.summary, a.detail, c.id as connection_row,
        c.connection_id as connection_name, coalesce(nullif(c.display_name, ''), c.username) as account,
        i.id as integration_row, i.unique_key, i.display_name
       from (select * from activity_event a ${where} order by a.at desc, a.id desc limit $${values.length + 1}) a
       left join connection c on c.id = a.connection_id
       left join integration i on i.id = a.integration_id
      order by a.at desc, a.id desc`,
    [...values, page.limit],
  );
  return z.array(found).parse(rows).map(asRow);
}
