import { includesPersonal } from '#lib/account-types';
import { findResource, RESOURCES, type Resource } from '../resources.ts';
import { describeScope, requestedNames, requestedScopes } from '../schema.ts';
import { findScope, SCOPES } from '../scopes.ts';
import type { ScopeChoice } from '../types.ts';
import {
  OIDC_SCOPES,
  type RegistrationChoice,
  type RegistrationStep,
  type RequestedScopes,
  type Scope,
} from '../types.ts';
import { manual, registrationLink } from './portal.ts';

/** One entry of a registration's `requiredResourceAccess`, with names for people. */
export type RequiredAccess = { resourceAppId: string; title: string; permissions: { id: string; name: string }[] };

const isMark = (name: string) => /(^|\/)\.default$/.test(name);

// Exchange's mail protocols are asked of Exchange and registered as permissions of Graph.
const graphIds = new Set(SCOPES.filter(({ resource }) => resource === 'graph').map(({ id }) => id));

function registeredUnder({ resource, id }: Scope): Resource {
  return graphIds.has(id) ? 'graph' : resource;
}

function findRequested({ graph, sharepoint, others }: RequestedScopes) {
  const named = [
    ...[...OIDC_SCOPES, ...graph].map((name) => ({ name, of: 'graph' as const })),
    ...sharepoint.map((name) => ({ name, of: 'sharepoint' as const })),
    ...others.flatMap(({ resource, scopes }) => scopes.map((name) => ({ name, of: resource }))),
  ];
  return named.filter(({ name }) => !isMark(name)).map(({ name, of }) => ({ name, scope: scopeOf(name, of) }));
}

/** Finds a requested name in the catalogue; a SharePoint name that kept its host holds a slash. */
function scopeOf(name: string, resource: Resource): Scope | undefined {
  return name.includes('/') ? describeScope(name) : findScope(resource, name);
}

/** What the registration must list for an integration: its permissions by GUID, those of each API together. */
export function requiredAccess(choice: ScopeChoice): {
  access: RequiredAccess[];
  unlisted: string[];
} {
  const found = findRequested(requestedScopes(choice));
  const known = found.flatMap(({ scope }) => (scope ? [scope] : []));
  const access = RESOURCES.flatMap(({ id }) => {
    const scopes = known.filter((scope) => registeredUnder(scope) === id);
    const permissions = [...new Map(scopes.map(({ id: guid, name }) => [guid, { id: guid, name }])).values()];
    const { appId, title } = findResource(id);
    return permissions.length > 0 ? [{ resourceAppId: appId, title, permissions }] : [];
  });
  return { access, unlisted: found.flatMap(({ name, scope }) => (scope ? [] : [name])) };
}

/** Most permissions of one API where personal accounts may sign in ("Validation differences by supported account types"). */
export const MOST_FOR_PERSONAL = 30;

// Where the portal keeps each API: a few have a tile, the others are found by name.
const tiles: Readonly<Record<string, string>> = {
  'Microsoft Graph': 'Microsoft Graph, Delegated permissions',
  SharePoint: 'SharePoint (below Microsoft APIs), Delegated permissions',
};

const placeOf = (title: string) =>
  tiles[title] ?? `${title} (below Microsoft APIs, or by name under APIs my organization uses), Delegated permissions`;

function addLine({ title, permissions }: RequiredAccess, index: number): string {
  const names = permissions.map(({ name }) => name).join(', ');
  return index === 0
    ? `Under API permissions choose Add a permission, ${placeOf(title)}, tick ${names}, and choose Add permissions.`
    : `Then Add a permission, ${placeOf(title)}, tick ${names}, and choose Add permissions.`;
}

/** The step that adds the permissions, API by API. */
export function permissionsStep(choice: RegistrationChoice): RegistrationStep {
  const { access, unlisted } = requiredAccess(choice);
  const isForPersonal = includesPersonal(choice.accountTypes);
  const crowded = access.filter(({ permissions }) => isForPersonal && permissions.length > MOST_FOR_PERSONAL);
  return {
    id: 'api-permissions',
    title: 'Add the API permissions',
    body: [
      ...access.map(addLine),
      ...(access.some(({ title }) => title === 'SharePoint')
        ? ["SharePoint's permissions are its own; those of Graph with similar names do not replace them (AADSTS65001)."]
        : []),
      ...(unlisted.length > 0 ? [`Not in the catalogue, so add them where they belong: ${unlisted.join(', ')}.`] : []),
      'Take Delegated permissions, not Application permissions: connections act for the person who connects. User.Read is there from the start.',
      ...crowded.map(
        ({ title, permissions }) =>
          `A registration open to personal accounts takes at most ${MOST_FOR_PERSONAL} permissions per API, and these are ${permissions.length} of ${title}. Register the most used ones; the others can be asked for without being listed here.`,
      ),
    ],
    copy: access.map(({ title, permissions }) => ({
      label: `${title}, delegated`,
      value: permissions.map(({ name }) => name).join(' '),
    })),
    links: [
      registrationLink('permissions', choice),
      manual('How to add permissions', 'quickstart-configure-app-access-web-apis'),
    ],
    optional: false,
  };
}

/** The step in which an admin consents, which is a must where Microsoft leaves a permission to admins. */
export function adminConsentStep(choice: RegistrationChoice): RegistrationStep {
  const scopes = requestedNames(requestedScopes(choice)).flatMap((name) => describeScope(name) ?? []);
  const typed = scopes.filter(({ adminConsent }) => adminConsent).map(({ name }) => name);
  const policy = scopes
    .filter(({ adminConsent, blockedByManagedPolicy }) => blockedByManagedPolicy && !adminConsent)
    .map(({ name }) => name);
  const isPersonal = choice.accountTypes === 'personal';
  const body = [
    'Grant admin consent for your organization, on the same page, consents for everybody in your own tenant. It sets exactly what is listed, so what was granted besides may be withdrawn. For customers, Latchkey makes an admin-consent link for the admin of each tenant.',
    'Cloud Application Administrator, Application Administrator and Privileged Role Administrator can grant it.',
    ...(typed.length > 0 ? [`Only an admin can grant ${typed.join(', ')}, in every tenant.`] : []),
    ...(policy.length > 0 ? [`Many tenants, new ones by default, let only an admin grant ${policy.join(', ')}.`] : []),
    ...(typed.length + policy.length === 0
      ? ['Most users can consent to what this integration asks by themselves.']
      : []),
  ];
  return {
    id: 'admin-consent',
    title: 'Grant admin consent',
    body: isPersonal ? ['Personal accounts have no admin; each person consents for themselves.'] : body,
    links: [
      {
        label: 'How admin consent works',
        href: 'https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent',
      },
    ],
    optional: typed.length === 0 || isPersonal,
  };
}
