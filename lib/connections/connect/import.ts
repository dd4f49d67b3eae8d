import type { Actor } from '#lib/audit/schema';
import { readGrantedScopes } from '#lib/catalogue/schema';
import { isUniqueViolation } from '#lib/db';
import { newId } from '#lib/ids';
import { readRegistration } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { redeemRefreshToken } from '#lib/microsoft/client';
import { asMicrosoftError, MicrosoftError } from '#lib/microsoft/errors';
import { HttpFailure } from '#lib/microsoft/http';
import { IdTokenError, verifyIdToken } from '#lib/microsoft/id-token';
import { persist } from '#lib/persist';
import { defined, findConnectionIds } from '../changes.ts';
import { ConnectionError } from '../errors.ts';
import { describeFailure } from '../failure.ts';
import type { EndUser } from '../schema.ts';
import { addEvent } from '../timeline.ts';
import { isRootMissing } from '../tokens/host-lookup.ts';
import { checkAccount, findExpectedTenants } from './constraints.ts';
import { collectAccount, collectHosts } from './grant.ts';
import { keptConfig } from './kept-config.ts';
import { idTokenOutcome } from './outcome.ts';
import { redeemFor } from './redeem.ts';
import { askedOf, graphScopeStrings } from './request.ts';
import { type Brought, saveImported } from './save.ts';

/** A grant that was obtained elsewhere with the same app registration. */
export type ImportOrder = {
  integrationId: string;
  /** Public id; a new one unless told. */
  connectionId?: string | undefined;
  refreshToken: string;
  endUser?: EndUser | undefined;
  tags: Record<string, string>;
  metadata: Record<string, unknown>;
  config: Record<string, unknown>;
  webhookUrlOverride: string | null;
};

/**
 * Makes a connection from a refresh token, verified by redeeming it, and collects what the grant reaches as after a
 * sign-in. Returns its public id.
 * @throws ConnectionError `taken` where the public id exists, `grant_refused` with Microsoft's reason; IntegrationError
 */
export async function importConnection(order: ImportOrder, actor: Actor): Promise<{ connectionId: string }> {
  const connectionId = order.connectionId ?? newId();
  await refuseTaken(order.integrationId, connectionId);
  const registration = await readRegistration(order.integrationId);
  const brought = await bring(registration, order).catch(refused);
  const { endUser, tags, webhookUrlOverride } = order;
  const imported = {
    connectionId,
    config: keptConfig(order.config),
    people: { endUser, tags },
    more: { metadata: defined(order.metadata), webhookUrlOverride },
  };
  await persist(async (tx) => {
    const id = await saveImported(tx, brought, imported);
    await addEvent(tx, id, { type: 'imported', detail: { by: actor } });
    for (const { resource, failure } of brought.hosts)
      if (failure) await addEvent(tx, id, { type: 'sharepoint_missing', detail: { ...failure, resource } });
    if (isRootMissing(brought))
      await addEvent(tx, id, { type: 'sharepoint_missing', detail: brought.lookup?.root ?? {} });
  }).catch((cause: unknown) => {
    throw isUniqueViolation(cause) ? new ConnectionError('taken', { cause }) : cause;
  });
  return { connectionId };
}

/** Before Microsoft is asked: strict app registrations rotate a refresh token at its first use. */
async function refuseTaken(integrationId: string, connectionId: string): Promise<void> {
  const [found] = await findConnectionIds(integrationId, [connectionId]);
  if (found) throw new ConnectionError('taken');
}

const anyAccount = { kind: 'connect', connectionId: null, expectedEmail: null } as const;

async function bring(registration: Registration, { refreshToken, config }: ImportOrder): Promise<Brought> {
  const asked = askedOf(registration, { connection_config: keptConfig(config) });
  const scopes = graphScopeStrings(registration, asked.graph);
  const tenants = await findExpectedTenants({ expectedTenant: null }, registration);
  const grant = await redeemFor(registration, () => redeemRefreshToken(registration, { refreshToken, scopes }));
  const identity = await verifyIdToken(registration, { ...grant, nonce: null });
  if (await checkAccount(identity, anyAccount, tenants)) throw new ConnectionError('wrong_tenant');
  // RFC 6749 section 5.1: no `scope` in the answer means that what was asked was granted.
  const grantedScopes = grant.token.scope ? readGrantedScopes(grant.token.scope) : asked.graph;
  const account = await collectAccount(registration, { identity, grant });
  const { addresses } = asked;
  const collected = await collectHosts(registration, { ...account, grant, grantedScopes, addresses });
  const requestedScopes = [...asked.graph, ...asked.besides];
  return {
    integrationId: registration.id,
    token: grant.token,
    requestedScopes,
    grantedScopes,
    ...account,
    ...collected,
  };
}

function refused(cause: unknown): never {
  if (cause instanceof IdTokenError) {
    const { operatorMessage: message, fix = '', code, at } = idTokenOutcome(cause);
    throw new ConnectionError('grant_refused', { failure: { code, message, fix, at }, cause });
  }
  if (!(cause instanceof MicrosoftError || cause instanceof HttpFailure)) throw cause;
  throw new ConnectionError('grant_refused', { failure: describeFailure(asMicrosoftError(cause)), cause });
}
