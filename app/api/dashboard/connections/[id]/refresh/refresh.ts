import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { type Operator, refuseForeignOrigin, requireOperatorForRequest } from '#lib/auth/session';
import { refreshNow } from '#lib/connections/connections';
import { log } from '#lib/log';
import { seeOther } from '../see-other';

type Notice = 'refreshed' | 'failed';

const expected = z.object({ name: z.enum(['ConnectionError', 'UnknownKeyError']), code: z.string() });

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

/** Refreshes the tokens now, for an admin on the connection's page, and returns there. */
export async function refreshFromForm(request: Request, id: string): Promise<Response> {
  const foreign = refuseForeignOrigin(request);
  if (foreign) return foreign;
  const operator = await requireOperatorForRequest(request, 'admin');
  if (operator instanceof Response) return operator;
  if (!z.uuid().safeParse(id).success) return seeOther('/connections');
  const notice = await refreshAs(operator, id);
  return seeOther(notice === 'gone' ? '/connections' : `/connections/${id}?notice=${notice}`);
}
