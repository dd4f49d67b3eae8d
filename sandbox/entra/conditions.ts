import type { Account, Trouble } from '../accounts.ts';
import { findAccountByOid } from '../accounts.ts';
import type { AccessPolicy, App, Condition, Grant, State } from '../state.ts';
import type { EntraFault } from './errors.ts';
import { EntraError } from './errors.ts';
import type { Resource } from './scopes.ts';

const usual: Condition = {
  disabled: false,
  deleted: false,
  locked: false,
  unassigned: false,
  drive: true,
  signInFrequency: null,
  policy: null,
};

const MFA: AccessPolicy = { id: '27f0c1de-5a83-4c69-9e02-7d41b5a8f601', require: 'mfa', asks: 'always' };
const MFA_SETUP: AccessPolicy = { id: '38e1d2cf-6b94-4d7a-8f13-8e52c6b90702', require: 'mfa-setup', asks: 'always' };
const BLOCK: AccessPolicy = { id: '49d2e3b0-7ca5-4e8b-9024-9f63d7ca1803', require: 'block', asks: 'always' };

const troubles: Record<Trouble, Partial<Condition>> = {
  disabled: { disabled: true },
  locked: { locked: true },
  unassigned: { unassigned: true },
  blocked: { policy: BLOCK },
  mfa: { policy: MFA },
  'mfa-setup': { policy: MFA_SETUP },
  'no-drive': { drive: false },
};

/** An account's present condition: its built-in trouble, overridden by what the control API set. */
export function conditionOf(state: State, account: Account): Condition {
  const inborn = account.trouble ? troubles[account.trouble] : {};
  // A guest has a OneDrive in the home tenant only.
  const abroad = account.guest ? { drive: false } : {};
  return { ...usual, ...inborn, ...abroad, ...state.conditions[account.oid] };
}

/** Describes an account's condition in a few words; `undefined` for an ordinary one. */
export function describeCondition(state: State, account: Account): string | undefined {
  const { deleted, disabled, locked, unassigned, drive, policy } = conditionOf(state, account);
  if (deleted) return 'deleted';
  if (disabled) return 'disabled';
  if (locked) return 'locked out';
  if (policy) return describeAccess(policy);
  if (unassigned) return 'not assigned to any app';
  return drive ? undefined : 'without a OneDrive licence';
}

function describeAccess({ require, asks }: AccessPolicy): string {
  const what = {
    mfa: 'who must verify with a second factor',
    'mfa-setup': 'who has yet to set up a second factor',
    block: 'blocked by Conditional Access',
    'block-refresh': 'whose tokens Conditional Access refuses to renew',
    'new-token': 'whose session was revoked: tokens are refused until a new one is asked for with the claims',
  }[require];
  if (require === 'new-token') return what;
  return asks === 'claims' && require !== 'block' ? `${what}, as soon as an app brings the claims` : what;
}

/** Finds the refusal that ends a sign-in on a page of Microsoft's, without a redirect to the app. */
export function signInTrouble(state: State, { app, account }: { app: App; account: Account }): EntraFault | undefined {
  const condition = conditionOf(state, account);
  if (state.enterpriseApps[`${app.clientId} ${account.tid}`] === 'disabled') return appDisabled(app);
  if (condition.deleted) return userGone();
  if (condition.disabled) return userDisabled();
  if (condition.locked) {
    return fault('access_denied', 50053, 'The account is locked, you’ve tried to sign in too many times.');
  }
  if (condition.policy?.require === 'block') return blocked(condition.policy);
  if (condition.unassigned) return notAssigned(app);
  return undefined;
}

export type Step = { id: string; require: Exclude<AccessPolicy['require'], 'block' | 'new-token'> };

/** The step that a sign-in still has to complete before it continues. */
export function pendingStep(
  state: State,
  account: Account,
  sofar: { claimed: string[]; passed: string[] },
): Step | undefined {
  const { policy } = conditionOf(state, account);
  if (!policy || sofar.passed.includes(policy.id)) return undefined;
  const { id, require } = policy;
  if (require === 'block' || require === 'new-token') return undefined;
  return policy.asks === 'always' || sofar.claimed.includes(id) ? { id, require } : undefined;
}

/** Throws whatever ends or blocks a grant because of the account's condition. `now` is the sandbox's time. */
export function checkGrant(
  state: State,
  of: { app: App; account: Account; grant: Grant; resource: Resource; claimed: string[]; now: number },
): void {
  const { app, account, grant, now } = of;
  const condition = conditionOf(state, account);
  const enterpriseApp = state.enterpriseApps[`${app.clientId} ${account.tid}`];
  if (enterpriseApp === 'disabled') throw new EntraError(appDisabled(app));
  if (enterpriseApp === 'removed') throw new EntraError(appRemoved(app, account.tid));
  if (condition.deleted) throw new EntraError(userGone());
  if (condition.disabled) throw new EntraError(userDisabled());
  if (condition.unassigned) throw new EntraError(notAssigned(app));
  const limit = condition.signInFrequency;
  if (limit !== null && grant.createdAt + limit * 1000 < now) throw new EntraError(tooLongAgo(grant, limit));
  if (condition.policy) checkPolicy(condition.policy, of);
}

function checkPolicy(
  policy: AccessPolicy,
  { grant, resource, claimed }: { grant: Grant; resource: Resource; claimed: string[] },
): void {
  if (policy.resource !== undefined && policy.resource !== resource.id) return;
  if (policy.at === 'resource' && !claimed.includes(policy.id)) return;
  if (policy.require === 'new-token') return;
  if (policy.require === 'block') throw new EntraError(blocked(policy));
  if (grant.satisfied.includes(policy.id)) return;
  throw new EntraError(unsatisfied(policy));
}

/** Entra's refusal while a policy is not satisfied. A sign-in with the claims it contains satisfies the policy. */
export function unsatisfied(policy: Pick<AccessPolicy, 'id' | 'require'>): EntraFault {
  if (policy.require !== 'mfa' && policy.require !== 'mfa-setup') return blocked(policy);
  const reason =
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must';
  const refusal =
    policy.require === 'mfa'
      ? fault('interaction_required', 50076, `${reason} use multi-factor authentication to access the resource.`)
      : fault('interaction_required', 50079, `${reason} enroll in multi-factor authentication to access the resource.`);
  return { ...refusal, suberror: 'basic_action', claims: claimsOf(policy) };
}

function blocked(policy: { id: string }): EntraFault {
  const text =
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.';
  return { ...fault('interaction_required', 53003, text), suberror: 'message_only', claims: claimsOf(policy) };
}

/** The claims with which a resource refuses a token of an app that can handle them; undefined while it does not. */
export function challengeOf(
  state: State,
  of: { oid: string; resource: 'graph' | 'sharepoint'; capabilities: string[]; met: string[] },
): string | undefined {
  const account = findAccountByOid(of.oid);
  const policy = account && conditionOf(state, account).policy;
  if (policy?.at !== 'resource' || (policy.resource ?? of.resource) !== of.resource) return undefined;
  const handles = of.capabilities.some((one) => one.toUpperCase() === 'CP1');
  return handles && !of.met.includes(policy.id) ? claimsOf(policy) : undefined;
}

function claimsOf({ id }: { id: string }): string {
  return JSON.stringify({ access_token: { polids: { essential: true, values: [id] } } });
}

function tooLongAgo(grant: Grant, limit: number): EntraFault {
  const issued = new Date(grant.createdAt).toISOString();
  const text = `The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on ${issued} and the maximum allowed lifetime for this request is ${limit}.`;
  return { ...fault('invalid_grant', 70043, text), suberror: 'bad_token' };
}

function userDisabled(): EntraFault {
  return fault('invalid_grant', 50057, 'The user account is disabled.');
}

export function userGone(): EntraFault {
  const text =
    'The user account does not exist in the directory. To sign into this application, the account must be added to the directory.';
  return fault('invalid_grant', 50034, text);
}

function appDisabled({ clientId, name }: App): EntraFault {
  return fault('unauthorized_client', 7000112, `Application '${clientId}'(${name}) is disabled.`);
}

function appRemoved({ clientId }: App, tid: string): EntraFault {
  const text = `Application with identifier '${clientId}' was not found in the directory '${tid}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`;
  return fault('unauthorized_client', 700016, text);
}

function notAssigned({ clientId, name }: App): EntraFault {
  const text = `Your administrator has configured the application ${name} ('${clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{EmailHidden}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`;
  return fault('access_denied', 50105, text);
}

function fault(error: string, number: number, text: string): EntraFault {
  return { error, number, text };
}
