import { includesPersonal } from '#lib/account-types';
import { findResource, RESOURCES, type Resource } from '../resources.ts';
import { findRole } from '../roles.ts';
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
export type RequiredAccess = {
  resourceAppId: string;
  title: string;
  permissions: { id: string; name: string; type: 'Scope' | 'Role' }[];
};

const isMark = (name: string) => /(^|\/)\.default$/.test(name);

// Exchange's mail protocols and a personal OneDrive's permissions are asked of these, and registered as Graph's.
const ofGraph = new Map(SCOPES.flatMap((scope) => (scope.resource === 'graph' ? [[scope.id, scope]] : [])));

/** The permission as a registration lists it. */
const registered = (scope: Scope): Scope => ofGraph.get(scope.id) ?? scope;

type Type = RequiredAccess['permissions'][number]['type'];
type Found = { name: string; type: Type; scope: Scope | undefined };

/** The admin of a tenant signs in too, so that it is known who consented; no refresh token is wanted of them. */
const signInOfAdmins = ['openid', 'profile'] as const;

function findRequested(choice: ScopeChoice): Found[] {
  const isApplication = choice.permissionType === 'application';
  const { graph, sharepoint, others }: RequestedScopes = requestedScopes(choice);
  const named = [
    ...graph.map((name) => ({ name, of: 'graph' as const })),
    ...sharepoint.map((name) => ({ name, of: 'sharepoint' as const })),
    ...others.flatMap(({ resource, scopes }) => scopes.map((name) => ({ name, of: resource }))),
  ];
  const signIn = isApplication ? signInOfAdmins : OIDC_SCOPES;
  const type = isApplication ? ('Role' as const) : ('Scope' as const);
  return [
    ...signIn.map((name) => ({ name, type: 'Scope' as const, scope: findScope('graph', name) })),
    ...named
      .filter(({ name }) => !isMark(name))
      .map(({ name, of }) => ({ name, type, scope: scopeOf(name, { resource: of, type }) })),
  ];
}

/** Finds a requested name in the catalogue; a SharePoint name that kept its host holds a slash. */
function scopeOf(name: string, { resource, type }: { resource: Resource; type: Type }): Scope | undefined {
  if (type === 'Role') return findRole(resource, name.slice(name.lastIndexOf('/') + 1));
  return name.includes('/') ? describeScope(name) : findScope(resource, name);
}

/** What the registration must list for an integration: its permissions by GUID, those of each API together. */
export function requiredAccess(choice: ScopeChoice): {
  access: RequiredAccess[];
  unlisted: string[];
} {
  const found = findRequested(choice);
  const known = found.flatMap(({ scope, type }) =>
    scope ? [{ scope: type === 'Role' ? scope : registered(scope), type }] : [],
  );
  const access = RESOURCES.flatMap(({ id }) => {
    const scopes = known.filter(({ scope }) => scope.resource === id);
    const permissions = [
      ...new Map(scopes.map(({ scope: { id: guid, name }, type }) => [guid, { id: guid, name, type }])).values(),
    ];
    const { appId, title } = findResource(id);
    return permissions.length > 0 ? [{ resourceAppId: appId, title, permissions }] : [];
  });
  return { access, unlisted: found.flatMap(({ name, scope }) => (scope ? [] : [name])) };
}

/** Most permissions of one API where personal accounts may sign in ("Validation differences by supported account types"). */
export const MOST_FOR_PERSONAL = 30;

// Where the portal keeps each API: a few have a tile, the others are found by name.
const tiles: Readonly<Record<string, string>> = {
  'Microsoft Graph': 'Microsoft Graph',
  SharePoint: 'SharePoint (below Microsoft APIs)',
};

const placeOf = (title: string) =>
  tiles[title] ?? `${title} (below Microsoft APIs, or by name under APIs my organization uses)`;

const kinds = { Scope: 'Delegated permissions', Role: 'Application permissions' } as const;

/** One visit to "Add a permission" each: an API's delegated permissions and its application permissions are apart. */
function visits(access: readonly RequiredAccess[]) {
  return access.flatMap(({ title, permissions }) =>
    (['Scope', 'Role'] as const).flatMap((type) => {
      const names = permissions.filter((one) => one.type === type).map(({ name }) => name);
      return names.length > 0 ? [{ title, type, names }] : [];
    }),
  );
}

function addLine({ title, type, names }: ReturnType<typeof visits>[number], index: number): string {
  const place = `${placeOf(title)}, ${kinds[type]}, tick ${names.join(', ')}, and choose Add permissions.`;
  return index === 0 ? `Under API permissions choose Add a permission, ${place}` : `Then Add a permission, ${place}`;
}

const delegatedNote =
  'Take Delegated permissions, not Application permissions: connections act for the person who connects. User.Read is there from the start.';
const applicationNote =
  'Mind which kind each is: what the app does on its own are Application permissions, and Delegated ones of the same name do not replace them. openid and profile only tell which admin consented. User.Read, which is there from the start, may be removed.';

/** The step that adds the permissions, API by API. */
export function permissionsStep(choice: RegistrationChoice): RegistrationStep {
  const { access, unlisted } = requiredAccess(choice);
  const isForPersonal = includesPersonal(choice.accountTypes);
  const isApplication = choice.permissionType === 'application';
  const crowded = access.filter(({ permissions }) => isForPersonal && permissions.length > MOST_FOR_PERSONAL);
  return {
    id: 'api-permissions',
    title: 'Add the API permissions',
    body: [
      ...visits(access).map(addLine),
      ...(access.some(({ title }) => title === 'SharePoint')
        ? ["SharePoint's permissions are its own; those of Graph with similar names do not replace them (AADSTS65001)."]
        : []),
      ...(unlisted.length > 0 ? [`Not in the catalogue, so add them where they belong: ${unlisted.join(', ')}.`] : []),
      isApplication ? applicationNote : delegatedNote,
      ...crowded.map(
        ({ title, permissions }) =>
          `A registration open to personal accounts takes at most ${MOST_FOR_PERSONAL} permissions per API, and these are ${permissions.length} of ${title}. Register the most used ones; the others can be asked for without being listed here.`,
      ),
    ],
    copy: visits(access).map(({ title, type, names }) => ({
      label: `${title}, ${type === 'Role' ? 'application' : 'delegated'}`,
      value: names.join(' '),
    })),
    links: [
      registrationLink('permissions', choice),
      manual('How to add permissions', 'quickstart-configure-app-access-web-apis'),
    ],
    optional: false,
  };
}

const adminConsentManual = {
  label: 'How admin consent works',
  href: 'https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent',
};

function tenantConsentStep(): RegistrationStep {
  return {
    id: 'admin-consent',
    title: 'Leave the consent to each tenant',
    body: [
      'Application permissions hold for a whole tenant, and its admin grants them on the connect link: nothing is granted here, except to try it in your own tenant (Grant admin consent for your organization, on the same page).',
      'A Privileged Role Administrator or Global Administrator can grant those of Microsoft Graph; Application Administrators cannot.',
      'What is listed is what the admin is asked for, all of it at once. Whoever adds a permission here later asks every tenant again.',
    ],
    links: [adminConsentManual],
    optional: true,
  };
}

/** The step in which an admin consents, which is a must where Microsoft leaves a permission to admins. */
export function adminConsentStep(choice: RegistrationChoice): RegistrationStep {
  if (choice.permissionType === 'application') return tenantConsentStep();
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
    links: [adminConsentManual],
    optional: typed.length === 0 || isPersonal,
  };
}
