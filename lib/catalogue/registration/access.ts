import type { CloudId } from '#lib/clouds';
import {
  type AccountTypes,
  describeScope,
  type RegistrationStep,
  requestedNames,
  requestedScopes,
  type ScopeChoice,
} from '../schema.ts';
import { manual, registrationLink } from './portal.ts';
import type { RequiredAccess } from './scripts/plan.ts';
import { MOST_FOR_PERSONAL, requiredAccess } from './scripts/plan.ts';

type AccessChoice = ScopeChoice & { accountTypes: AccountTypes; cloud: CloudId; clientId?: string };

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
export function permissionsStep(choice: AccessChoice): RegistrationStep {
  const { access, unlisted } = requiredAccess(choice);
  const isForPersonal = choice.accountTypes.endsWith('personal');
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
      registrationLink('permissions', { cloud: choice.cloud, clientId: choice.clientId ?? '' }),
      manual('How to add permissions', 'quickstart-configure-app-access-web-apis'),
    ],
    optional: false,
  };
}

/** The step in which an admin consents, which is a must where Microsoft leaves a permission to admins. */
export function adminConsentStep(choice: AccessChoice): RegistrationStep {
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
