import { findResource } from '#lib/catalogue/resources';
import { describeScope, requestedNames } from '#lib/catalogue/schema';
import type { Application } from '#lib/microsoft/app-directory';
import type { Registration } from './schema.ts';
import type { Check } from './verification.ts';

type Answer = Omit<Check, 'id' | 'title'>;

/** The account types that each kind of app registration accepts (`signInAudience` of Graph's application resource). */
const audiences: Record<string, { title: string; lets: readonly Registration['accountTypes'][] }> = {
  AzureADMyOrg: { title: 'one organization only', lets: ['single-tenant'] },
  AzureADMultipleOrgs: { title: 'any organization', lets: ['single-tenant', 'organizations'] },
  AzureADandPersonalMicrosoftAccount: {
    title: 'any organization and personal accounts',
    lets: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  },
  PersonalMicrosoftAccount: { title: 'personal accounts only', lets: ['personal'] },
};

/** Whether the registration accepts the accounts that the integration is for. */
export function checkAudience(
  { signInAudience }: Pick<Application, 'signInAudience'>,
  { accountTypes }: Pick<Registration, 'accountTypes'>,
): Answer {
  const audience = audiences[signInAudience ?? ''];
  if (!audience)
    return { outcome: 'skipped', message: 'Microsoft did not say which accounts the registration lets in.' };
  if (audience.lets.includes(accountTypes))
    return { outcome: 'ok', message: `The registration is for ${audience.title}, which the integration needs.` };
  return {
    outcome: 'failed',
    message: `The registration is for ${audience.title}; the integration is for others, whom Microsoft turns away.`,
    fix: 'Change "Supported account types" under Authentication of the registration, or who may connect under Settings here.',
  };
}

/** Whether this installation's redirect URI is registered, and on the platform Web. */
export function checkRedirect(
  application: Pick<Application, 'web' | 'spa' | 'publicClient'>,
  redirectUri: string,
): Answer {
  if (application.web.includes(redirectUri))
    return { outcome: 'ok', message: `${redirectUri} is registered under Web.` };
  const platform = application.spa.includes(redirectUri)
    ? 'Single-page application'
    : application.publicClient.includes(redirectUri)
      ? 'Mobile and desktop applications'
      : undefined;
  if (platform)
    return {
      outcome: 'failed',
      message: `The redirect URI is registered under ${platform}, where Microsoft takes no credential.`,
      fix: `Remove ${redirectUri} there and add it under Authentication, platform Web.`,
    };
  const nearly = application.web.find((uri) => uri.toLowerCase().replace(/\/$/, '') === redirectUri.toLowerCase());
  return {
    outcome: 'failed',
    message: nearly
      ? `Registered is ${nearly}, which differs from ${redirectUri}; Microsoft compares to the letter (AADSTS50011).`
      : 'The redirect URI is not registered: whoever opens a link is stopped at Microsoft (AADSTS50011).',
    fix: `Add ${redirectUri} under Authentication of the registration, platform Web.`,
  };
}

type Access = Pick<Application, 'requiredResourceAccess'>;
type Asked = Pick<Registration, 'requested' | 'permissionType'>;

/** Microsoft's word for the kind of a registered permission, and what it means when one is not registered. */
const kinds = {
  delegated: {
    type: 'Scope',
    title: 'delegated permissions',
    outcome: 'warning',
    without:
      "People can still be asked for them, but SharePoint tokens and an admin's consent for all go by what is registered.",
  },
  application: {
    type: 'Role',
    title: 'application permissions',
    outcome: 'failed',
    without: "An admin's consent for a whole tenant grants what is registered and nothing else.",
  },
} as const;

/** GUIDs of the registered permissions of one kind, each behind the application id of its API. */
function registeredIds({ requiredResourceAccess }: Access, type: 'Scope' | 'Role'): Set<string> {
  return new Set(
    requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess.filter((one) => one.type === type).map(({ id }) => `${resourceAppId}/${id}`.toLowerCase()),
    ),
  );
}

/**
 * Which of the requested permissions the registration lists, by their GUIDs: delegated ones as scopes, application
 * permissions as app roles (`requiredResourceAccess` of Graph's application resource).
 */
export function checkPermissions(application: Access, { requested, permissionType }: Asked): Answer {
  const { type, title, outcome, without } = kinds[permissionType];
  const registered = registeredIds(application, type);
  const asked = requestedNames(requested);
  if (asked.length === 0) return { outcome: 'ok', message: 'The integration asks for nothing in Entra.' };
  const missing = asked.filter((name) => {
    const scope = describeScope(name, permissionType);
    return scope && !registered.has(`${findResource(scope.resource).appId}/${scope.id}`.toLowerCase());
  });
  if (missing.length > 0)
    return {
      outcome,
      message: `Not registered as ${title}: ${missing.join(', ')}. ${without}`,
      fix: `Add them under API permissions of the registration, as ${title}.`,
    };
  const unknown = asked.filter((name) => !describeScope(name, permissionType));
  if (unknown.length > 0)
    return {
      outcome: 'ok',
      message: `All known ${title} are registered; not in the catalogue: ${unknown.join(', ')}.`,
    };
  return { outcome: 'ok', message: `All ${asked.length} ${title} asked for are registered.` };
}
