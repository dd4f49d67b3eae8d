import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { refreshNow } from '#lib/connections/connections';
import { log } from '#lib/log';
import { type Operator, requireOperatorForRequest, requireSameOrigin } from '#lib/session';

type Notice = 'refreshed' | 'failed';

const refusal = z.object({ code: z.enum(['foreign_origin']), message: z.string() });
const expected = z.object({ name: z.literal('ConnectionError'), code: z.string() });

function isForeign(request: Request): Response | undefined {
  try {
    requireSameOrigin(request);
    return undefined;
  } catch (error) {
    const { code, message } = refusal.parse(error);
    return Response.json({ error: { code, message } }, { status: 403, headers: { 'Cache-Control': 'no-store' } });
  }
}

function back(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } });
}

async function refreshAs(operator: Operator, id: string): Promise<Notice | 'gone'> {
  try {
    const { failure } = await refreshNow(id, operatorActor(operator));
    return failure ? 'failed' : 'refreshed';
  } catch (error) {
    const known = expected.safeParse(error);
    if (!known.success) throw error;
    log().info({ connection: id, code: known.data.code }, 'a refresh by hand failed');
    return known.data.code === 'not_found' ? 'gone' : 'failed';
  }
}

/** Asks Microsoft for new tokens now, for an admin on the connection's page, and goes back there. */
export async function refreshFromForm(request: Request, id: string): Promise<Response> {
  const foreign = isForeign(request);
  if (foreign) return foreign;
  const operator = await requireOperatorForRequest(request, 'admin');
  if (operator instanceof Response) return operator;
  if (!z.uuid().safeParse(id).success) return back('/connections');
  const notice = await refreshAs(operator, id);
  return back(notice === 'gone' ? '/connections' : `/connections/${id}?notice=${notice}`);
}
