import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { refuseForeignOrigin, requireOperatorForRequest } from '#lib/auth/session';
import { findConnection } from '#lib/connections/connections';
import { handOutReauthorizeLink } from '#lib/links/hand-out';
import { seeOther } from '../see-other';

/** Opens a reauthorize link in the browser of an admin who asks for it on the connection's page. */
export async function reauthorizeFromForm(request: Request, id: string): Promise<Response> {
  const foreign = refuseForeignOrigin(request);
  if (foreign) return foreign;
  const operator = await requireOperatorForRequest(request, 'admin');
  if (operator instanceof Response) return operator;
  const connection = z.uuid().safeParse(id).success ? await findConnection(id) : undefined;
  if (!connection) return seeOther('/connections');
  const { integrationId } = connection;
  const { url } = await handOutReauthorizeLink({ connectionId: id, integrationId }, operatorActor(operator));
  return seeOther(url);
}
