import type { Outcome, OutcomeCode } from '#lib/links/schema';
import type { Collected } from '../connect/grant.ts';

type TenantCode = Extract<
  OutcomeCode,
  'tenant_pending' | 'wrong_tenant' | 'not_admin' | 'role_unknown' | 'sites_found' | 'sites_refused'
>;
type Texts = Pick<Outcome, 'message' | 'operatorMessage'> & Partial<Pick<Outcome, 'fix'>>;

const texts: Readonly<Record<TenantCode, Texts>> = {
  tenant_pending: {
    message: 'You approved this. Microsoft needs up to a few minutes until it knows the app in your organization.',
    operatorMessage: 'An admin consented. Microsoft does not know the app in their tenant yet; it is asked again.',
    fix: 'Nothing to do: it is asked again by itself, for a quarter of an hour.',
  },
  wrong_tenant: {
    message: 'You approved this for another organization than the one this link is for. Nothing was connected.',
    operatorMessage: 'An admin of another tenant than the link’s consented; nothing was connected.',
    fix: 'The admin of the right tenant can open the same link. In the other one the app can be removed under Enterprise applications.',
  },
  not_admin: {
    message: 'Your account is no administrator of the organization. Nothing was connected.',
    operatorMessage: 'Somebody of the tenant signed in who is no admin there; nothing was connected.',
    fix: 'Send the link to an admin of the tenant: Privileged Role Administrator or Global Administrator.',
  },
  sites_found: {
    message: 'These are the sites, and what the app may do there now.',
    operatorMessage: 'An admin looked at the sites of the tenant.',
  },
  sites_refused: {
    message: 'SharePoint does not let your account decide which apps may use its sites. Nothing was changed.',
    operatorMessage: 'Microsoft refused: the account may not change permissions of sites.',
    fix: 'Send the link to a Global Administrator of the tenant. SharePoint Administrators can use it only after a consent for the whole organization.',
  },
  role_unknown: {
    message: 'It could not be seen that you are an administrator of the organization. Nothing was connected.',
    operatorMessage:
      'The ID token does not list directory roles, so nobody knows whether an admin signed in; nothing was connected.',
    fix: 'Add the groups claim with Directory roles to the registration (step “Let the sign-in say who is an admin”), or make a link that names the tenant.',
  },
};

/** Outcomes of attempts that did not connect a tenant, or have not yet. */
export function tenantOutcome(
  code: TenantCode,
  facts: { account?: string | undefined; expected?: string | undefined } = {},
): Outcome {
  const { account, expected } = facts;
  return {
    code,
    ...texts[code],
    ...(account && { account }),
    ...(expected && { expected }),
    at: new Date().toISOString(),
  };
}

/** What an admin saw of the sites of their tenant, or changed. */
export function sitesOutcome(account: string, seen: Pick<Outcome, 'sites' | 'unfound' | 'changed'>): Outcome {
  const { changed } = seen;
  const outcome = { ...tenantOutcome('sites_found', { account }), ...seen };
  if (!changed) return outcome;
  const done = changed.action === 'grant' ? 'released' : 'took back';
  return { ...outcome, operatorMessage: `An admin ${done} ${changed.names.join(', ')}.` };
}

/** The tenant is already connected for another end user, and no admin signed in who could change that. */
export function takenOutcome(): Outcome {
  return {
    ...tenantOutcome('role_unknown'),
    operatorMessage:
      'The tenant is connected for another end user, and no admin was seen to sign in; nothing was changed.',
    fix: 'Have an admin of the tenant sign in with the link (with directory roles in the ID token), or send the link for the end user whom the connection belongs to.',
  };
}

function grantedText({ requestedScopes, grantedScopes }: Collected): string {
  if (grantedScopes.length > 0) return `Granted: ${grantedScopes.join(', ')}.`;
  if (requestedScopes.length === 0) return 'Nothing is asked in Entra: what the app reaches is decided elsewhere.';
  return 'Microsoft gives a token without any role: no application permission was granted, and calls are refused (403).';
}

/** The outcome for a connected tenant: who approved it, and the granted application permissions. */
export function tenantConnectedOutcome(collected: Collected): Outcome {
  const { displayName, username } = collected.identity;
  const admin = collected.consent?.admin?.username;
  return {
    code: 'tenant_connected',
    message: `${displayName} is connected. You can close this page.`,
    operatorMessage: `${displayName} (${username}) was connected${admin ? ` by ${admin}` : ''}. ${grantedText(collected)}`,
    account: displayName,
    at: new Date().toISOString(),
  };
}
