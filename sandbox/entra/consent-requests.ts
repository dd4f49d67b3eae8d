import { randomUUID } from 'node:crypto';
import type { Account } from '../accounts.ts';
import { accounts, findAccountByOid } from '../accounts.ts';
import type { App, ConsentRequest, State } from '../state.ts';
import { enterCloud, type Sandbox } from '../world.ts';
import { consentedKeys, expandDefault, missingConsent, storeConsent } from './consent.ts';
import { parseScopes } from './scopes.ts';

/** Sends a person's request to the administrators of their tenant. It replaces an open request for the same app. */
export function fileRequest(
  sandbox: Sandbox,
  { app, account, scope, reason }: { app: App; account: Account; scope: string; reason: string },
): ConsentRequest {
  const { state } = sandbox.store;
  const id = openRequest(state, { app, account })?.id ?? randomUUID();
  const request: ConsentRequest = {
    id,
    clientId: app.clientId,
    oid: account.oid,
    tid: account.tid,
    scope,
    reason: reason.trim().slice(0, 500),
    at: sandbox.clock.now(),
    status: 'open',
  };
  state.consentRequests[id] = request;
  return request;
}

/** Finds this person's undecided request for this app. */
export function openRequest(
  state: State,
  { app, account }: { app: App; account: Account },
): ConsentRequest | undefined {
  return Object.values(state.consentRequests).find(
    ({ status, clientId, oid }) => status === 'open' && clientId === app.clientId && oid === account.oid,
  );
}

/** Whether an administrator turned down the person's latest request for this app. */
export function wasDenied(state: State, { app, account }: { app: App; account: Account }): boolean {
  const own = listRequests(state).filter(({ clientId, oid }) => clientId === app.clientId && oid === account.oid);
  return own[0]?.status === 'denied';
}

/** All admin consent requests, newest first. */
export function listRequests(state: State): ConsentRequest[] {
  return Object.values(state.consentRequests).sort((one, other) => other.at - one.at);
}

/** Decides a request. Approving it consents to the requested permissions for everyone in the tenant. */
export function decideRequest(
  sandbox: Sandbox,
  request: ConsentRequest,
  status: Exclude<ConsentRequest['status'], 'open'>,
): void {
  const { state } = sandbox.store;
  const app = state.apps[request.clientId];
  const account = findAccountByOid(request.oid);
  request.status = status;
  if (status !== 'approved' || !app || !account) return;
  const granted = consentedKeys(state, app, account);
  const place = enterCloud(sandbox, app.cloud);
  const asked = expandDefault(parseScopes(request.scope, app, place), granted, { app, place });
  storeConsent(state, { app, account, for: 'tenant' }, missingConsent(asked, granted));
}

/** The administrator who decides in a tenant. */
export function administratorOf(tid: string): Account | undefined {
  return accounts.find((account) => account.tid === tid && account.admin);
}
