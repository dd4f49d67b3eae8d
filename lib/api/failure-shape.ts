import type { CloudId } from '#lib/clouds';
import type { Failure } from '#lib/connections/schema';
import { failureHelp } from '#lib/troubleshooting/explain';

/** Why something failed, what helps and whose turn it is, in the names of the wire. */
export function failureShape(failure: Failure | null | undefined, cloud?: CloudId) {
  if (!failure) return null;
  const { code, message, fix, traceId = null, correlationId = null, at } = failure;
  const { who: fix_by = null, lookup: error_uri = null } = failureHelp(code, cloud);
  return { code, message, fix, fix_by, error_uri, trace_id: traceId, correlation_id: correlationId, at };
}
