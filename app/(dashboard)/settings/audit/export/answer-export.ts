import { z } from 'zod';
import { exportAudit } from '#lib/audit/export';
import { exportFormats, operatorActor } from '#lib/audit/schema';
import { refuseForeignOrigin, requireOperatorForRequest } from '#lib/auth/session';
import { isConfirmed } from '#lib/operators/sign-in';
import { streamOf } from '../../../stream-of';
import { auditHref, filterOf, readQuery } from '../query';

const types = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' } as const;
const order = z.object({ format: z.enum(exportFormats) });

/** Redirects to the page where operators confirm their identity, and from there back to the same filters. */
function askAgain(then: string): Response {
  const location = `/settings/confirm?${new URLSearchParams({ then })}`;
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}

/** Answers with a download of the rows that match the form's filters. */
export async function answerExport(request: Request): Promise<Response> {
  const foreign = refuseForeignOrigin(request);
  if (foreign) return foreign;
  const operator = await requireOperatorForRequest(request, 'viewer');
  if (operator instanceof Response) return operator;
  const sent = Object.fromEntries(await request.formData());
  const parsed = order.safeParse(sent);
  if (!parsed.success) return new Response('Choose CSV or JSON Lines.', { status: 400 });
  const query = readQuery(sent);
  if (!(await isConfirmed(operator))) return askAgain(auditHref(query));
  const { format } = parsed.data;
  const pieces = await exportAudit(filterOf(query), format, operatorActor(operator));
  const day = new Date().toISOString().slice(0, 10);
  return new Response(streamOf(pieces), {
    headers: {
      'Content-Type': types[format],
      'Content-Disposition': `attachment; filename="latchkey-audit-${day}.${format}"`,
      'Cache-Control': 'no-store',
    },
  });
}
