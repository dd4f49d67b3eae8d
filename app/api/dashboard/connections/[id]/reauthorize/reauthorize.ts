import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { refuseForeignOrigin, requireOperatorForRequest } from '#lib/auth/session';
import { findConnection } from '#lib/connections/connections';
import { createReauthorizeLink } from '#lib/links/create-link';
import { seeOther } from '../see-other';

/** Creates a reauthorize link for an admin on the connection's page, and opens it in the same browser. */
export async function reauthorizeFromForm(request: Request, id: string): Promise<Response> {
  const foreign = refuseForeignOrigin(request);
  if (foreign) return foreign;
  const operator = await requireOperatorForRequest(request, 'admin');
  if (operator instanceof Response) return operator;
  const connection = z.uuid().safeParse(id).success ? await findConnection(id) : undefined;
  if (!connection) return seeOther('/connections');
  const { integrationId } = connection;
  const { url } = await createReauthorizeLink({ connectionId: id, integrationId }, operatorActor(operator));
  return seeOther(url);
}
