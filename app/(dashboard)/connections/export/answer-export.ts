import { operatorActor } from '#lib/audit/schema';
import { refuseForeignOrigin, requireOperatorForRequest } from '#lib/auth/session';
import { exportConnections } from '#lib/connections/connections';
import type { ConnectionRow } from '#lib/connections/schema';
import { csvCell } from '#lib/csv';
import { streamOf } from '../../stream-of';
import { filterOf, readFilters } from '../query';

const columns: Record<string, (row: ConnectionRow) => string | undefined> = {
  connection_id: (row) => row.connectionId,
  integration: (row) => row.integrationKey,
  account: (row) => row.username,
  name: (row) => row.displayName,
  tenant: (row) => row.tenantName ?? undefined,
  end_user_id: (row) => row.endUser?.id,
  end_user_email: (row) => row.endUser?.email,
  end_user_name: (row) => row.endUser?.display_name,
  status: (row) => row.status,
  code: (row) => row.statusReason?.code,
  reason: (row) => row.statusReason?.message,
  connected_at: (row) => row.createdAt.toISOString(),
  last_used_at: (row) => row.lastVendedAt?.toISOString(),
};

const line = (cells: readonly string[]) => `${cells.map(csvCell).join(',')}\r\n`;

async function* csvOf(pages: AsyncGenerator<ConnectionRow[]>): AsyncGenerator<string> {
  yield line(Object.keys(columns));
  for await (const rows of pages)
    yield rows.map((row) => line(Object.values(columns).map((read) => read(row) ?? ''))).join('');
}

/** Answers with a CSV file of the connections that the form's filters match. */
export async function answerExport(request: Request): Promise<Response> {
  const foreign = refuseForeignOrigin(request);
  if (foreign) return foreign;
  const operator = await requireOperatorForRequest(request, 'viewer');
  if (operator instanceof Response) return operator;
  const filters = (await request.formData()).get('filters');
  const query = readFilters(typeof filters === 'string' ? filters : '');
  const pages = await exportConnections(filterOf(query), query.sort, operatorActor(operator));
  const day = new Date().toISOString().slice(0, 10);
  return new Response(streamOf(csvOf(pages)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="latchkey-connections-${day}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}
