import { quotedCsvCell } from '#lib/csv';
import { db } from '#lib/db';
import type { Actor, AuditEvent, AuditFilter, ExportFormat } from './schema.ts';
import { insertAuditEvent, listAuditEvents } from './store.ts';

const batch = 500;
const fields = ['id', 'at', 'actor', 'action', 'subject', 'detail'] as const;

function csvLine({ id, at, actor, action, subject, detail }: AuditEvent): string {
  const values = [id, at.toISOString(), actor, action, subject, JSON.stringify(detail)];
  return `${values.map(quotedCsvCell).join(',')}\r\n`;
}

const writers: Record<ExportFormat, { head: string; line: (event: AuditEvent) => string }> = {
  csv: { head: `${fields.join(',')}\r\n`, line: csvLine },
  jsonl: { head: '', line: (event) => `${JSON.stringify(event)}\n` },
};

async function* read(filter: AuditFilter, from: { before: string; format: ExportFormat }): AsyncGenerator<string> {
  const { head, line } = writers[from.format];
  if (head) yield head;
  for (let before: string | undefined = from.before; before; ) {
    const events: AuditEvent[] = await listAuditEvents(filter, { limit: batch, before });
    if (events.length > 0) yield events.map(line).join('');
    before = events.length === batch ? events.at(-1)?.id : undefined;
  }
}

/**
 * The rows that match the filter, newest first, as chunks of text, so that they are never all in memory. The export
 * itself has an audit row, which is written first and not included.
 */
export async function exportAudit(
  filter: AuditFilter,
  format: ExportFormat,
  by: Actor,
): Promise<AsyncGenerator<string>> {
  const { since, until, ...words } = filter;
  const given = Object.entries({ ...words, since: since?.toISOString(), until: until?.toISOString() });
  const detail = Object.fromEntries([
    ['format', format],
    ...given.flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ]);
  const before = await db().$transaction((tx) =>
    insertAuditEvent(tx, { actor: by, action: 'audit.exported', subject: 'audit', detail }),
  );
  return read(filter, { before, format });
}
