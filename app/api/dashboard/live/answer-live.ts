import { z } from 'zod';
import { requireOperatorForRequest } from '#lib/auth/session';
import { openStream } from '#lib/live/stream';

const position = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)
  .optional()
  .catch(undefined);

/** Tells an open page of the dashboard what changes, from the last event that it knows. */
export async function answerLive(request: Request): Promise<Response> {
  const operator = await requireOperatorForRequest(request, 'viewer');
  if (operator instanceof Response) return operator;
  const known = request.headers.get('last-event-id') || new URL(request.url).searchParams.get('after');
  return openStream({ sessionId: operator.sessionId, after: position.parse(known ?? undefined) }, request.signal);
}
