import { recordActivity } from '#lib/activity/record';
import { audit } from '#lib/audit/audit';
import { readGrantedScopes } from '#lib/catalogue/schema';
import { ConnectionError } from '#lib/connections/errors';
import { isForPerson } from '#lib/connections/failure';
import type { ConnectionDetail } from '#lib/connections/schema';
import { renewSharePoint } from '#lib/connections/tokens/vend-for-proxy';
import { vendResource } from '#lib/connections/tokens/vend-resource';
import { db } from '#lib/db';
import { handOutToPage } from '#lib/links/hand-out';
import { canonicalResource } from '#lib/microsoft/sharepoint-origin';
import { consume, RateLimitError } from '#lib/rate-limit';
import { PickerError } from './errors.ts';
import { placeOf } from './place.ts';
import type { PickerSession, PickerToken } from './schema.ts';
import { findSessionConnection } from './sessions.ts';

/** What a page asks a token for. */
export type Ask = {
  /** The page's origin. */
  origin: string;
  resource: string;
  /** What SharePoint demanded when it refused the last token. */
  claims: string | undefined;
};

/** The refusal that sends the person to sign in again, by a link that lives for an hour and that no operator made. */
async function signInAgain({ id, integrationId }: ConnectionDetail, cause?: unknown): Promise<PickerError> {
  const { url } = await handOutToPage({ connectionId: id, integrationId });
  return new PickerError('reauthorization_needed', { reauthorizeUrl: url, cause });
}

async function refusalOf(error: unknown, connection: ConnectionDetail): Promise<unknown> {
  if (!(error instanceof ConnectionError)) return error;
  const { code, failure, retryAfterSeconds } = error;
  if (code === 'not_found') return error;
  if (code === 'resource_unknown') return new PickerError('resource_not_allowed', { cause: error });
  const isForGood = code === 'needs_reauthorization' || code === 'corrupt';
  if (isForGood || (failure && isForPerson(failure))) return signInAgain(connection, error);
  return new PickerError('token_unavailable', { retryAfterSeconds, cause: error });
}

/** A page may make claims up: it has one request to Microsoft a minute for them. */
async function mayDemand(connectionId: string, resource: string): Promise<boolean> {
  try {
    await consume('picker-claims', `${connectionId} ${resource}`);
    return true;
  } catch (error) {
    if (error instanceof RateLimitError) return false;
    throw error;
  }
}

async function vendFor(connection: ConnectionDetail, { resource, claims }: Pick<Ask, 'resource' | 'claims'>) {
  if (connection.status !== 'healthy') throw await signInAgain(connection);
  try {
    if (claims !== undefined && (await mayDemand(connection.id, resource)))
      await renewSharePoint(connection.id, resource, { claims, isFromPage: true });
    return await vendResource(connection.id, resource);
  } catch (error) {
    throw await refusalOf(error, connection);
  }
}

type Asker = Pick<PickerSession, 'id' | 'connectionId' | 'entry' | 'createdBy'>;

function record(connection: ConnectionDetail, { origin, resource }: Ask, refusal?: PickerError): void {
  recordActivity({
    kind: 'picker',
    outcome: refusal ? 'failed' : 'ok',
    connectionId: connection.id,
    integrationId: connection.integrationId,
    summary: `Token for ${resource}, asked by ${origin}`,
    detail: { resource, by: origin, account: connection.username, code: refusal?.code, message: refusal?.message },
  });
}

type Opened = { session: Asker; connection: ConnectionDetail };

async function mint({ session, connection }: Opened, ask: Ask): Promise<PickerToken> {
  const { origin, resource } = ask;
  const { accessToken, expiresAt, response } = await vendFor(connection, ask);
  const scopes = readGrantedScopes(response.scope).map((scope) => scope.slice(scope.lastIndexOf('/') + 1));
  await audit(db(), {
    actor: 'system',
    action: 'picker-token.minted',
    subject: `connection:${connection.connectionId}`,
    detail: { resource, origin, scopes, session: session.id, by: session.createdBy },
  });
  return { accessToken, expiresAt, resource, scopes };
}

/**
 * A token for a page in which the picker asks for one: delegated, for one of the connection's hosts, with all that the
 * grant may do there. A personal account has one token, whatever its picker names, which no document says. Each is noted
 * in the audit log and the activity, refusals in the activity alone.
 * @throws ConnectionError `not_found`; PickerError
 */
export async function mintPickerToken(session: Asker, { resource, ...rest }: Ask): Promise<PickerToken> {
  const connection = await findSessionConnection(session);
  const ask = { ...rest, resource: canonicalResource(resource) };
  try {
    const { hosts, only } = placeOf(connection, session.entry);
    if (!only && !hosts.includes(ask.resource)) throw new PickerError('resource_not_allowed');
    const aim = only ? { ...ask, resource: only, claims: undefined } : ask;
    const token = await mint({ session, connection }, aim);
    record(connection, aim);
    return token;
  } catch (error) {
    if (error instanceof PickerError) record(connection, ask, error);
    throw error;
  }
}
