import { type AccountTypes, includesPersonal } from '#lib/account-types';
import { cloudTitle, cloudTraits, isSandbox, realCloud } from '#lib/clouds';
import { requestedResources } from '../schema.ts';
import type { RegistrationChoice, RegistrationStep } from '../types.ts';
import { adminConsentStep, permissionsStep } from './access.ts';
import { credentialSteps } from './credentials.ts';
import {
  enterpriseAppsLink,
  manual,
  PORTAL_ACCOUNT_TYPES,
  portalHome,
  portalName,
  registrationLink,
  registrationsLink,
  registrationsPath,
} from './portal.ts';
import { logoutStep, redirectStep } from './redirect.ts';

const personalLimits =
  'Such a registration takes at most 2 client secrets, 100 redirect URIs and 30 permissions per API.';
const accountTypeNotes: Record<AccountTypes, string> = {
  'single-tenant':
    'Only members and guests of your own tenant can connect. Note the Directory (tenant) ID too: this integration needs it.',
  organizations:
    'Work and school accounts of any organization can connect; personal accounts are refused by Microsoft.',
  'organizations-and-personal': `Everybody with a Microsoft account can connect. Personal accounts have no SharePoint, so they get a Graph token only. ${personalLimits}`,
  personal: `Only personal accounts (outlook.com, hotmail.com, live.com …) can connect. ${personalLimits}`,
};

function prerequisites({ cloud }: RegistrationChoice): RegistrationStep {
  const apart =
    realCloud(cloud) === 'global'
      ? []
      : [
          `Take the portal of ${cloudTitle(cloud)}: an app registered in another cloud does not exist in this one (AADSTS700016, 900432).`,
        ];
  return {
    id: 'prerequisites',
    title: 'Sign in with the right account',
    body: [
      `Open the ${portalName(cloud)} with an account of the tenant that shall own the app. The role Application Developer is enough to register it; Cloud Application Administrator and Application Administrator work too.`,
      ...apart,
      ...(realCloud(cloud) === 'global' ? ['No tenant yet? A free one comes with an Azure account.'] : []),
    ],
    links: [portalHome(cloud)],
    optional: false,
  };
}

function register({ cloud, accountTypes }: RegistrationChoice): RegistrationStep {
  const most = includesPersonal(accountTypes) ? ' With personal accounts allowed it has at most 90 characters.' : '';
  return {
    id: 'register',
    title: 'Register an app',
    body: [
      `Go to ${registrationsPath(cloud)} and choose New registration.`,
      `As Name enter that of your product: end users read it when they consent.${most}`,
    ],
    links: [registrationsLink(cloud), manual('How to register an app', 'quickstart-register-app')],
    optional: false,
  };
}

function accountTypesStep({ accountTypes }: RegistrationChoice): RegistrationStep {
  const { wording, signInAudience } = PORTAL_ACCOUNT_TYPES[accountTypes];
  const version = includesPersonal(accountTypes)
    ? ['Whoever sets it in the manifest sets api.requestedAccessTokenVersion to 2 first; the portal does so by itself.']
    : [];
  return {
    id: 'account-types',
    title: 'Choose the supported account types',
    body: [
      `Under Supported account types choose “${wording}”. In the manifest the same choice reads ${signInAudience}.`,
      accountTypeNotes[accountTypes],
      ...version,
      'It must fit the account types of this integration, otherwise Microsoft refuses sign-ins (AADSTS50194, 9002331, 9002332).',
    ],
    copy: [{ label: 'signInAudience', value: signInAudience }],
    links: [manual('What each choice allows', 'supported-accounts-validation')],
    optional: false,
  };
}

function clientIdStep(registration: RegistrationChoice): RegistrationStep {
  const isSingle = registration.accountTypes === 'single-tenant';
  return {
    id: 'client-id',
    title: 'Copy the client ID',
    body: [
      'Choose Register; the overview opens. Copy the Application (client) ID. The Object ID beside it looks alike and does not work (AADSTS700016).',
      ...(isSingle ? ['Copy the Directory (tenant) ID from the same page as well.'] : []),
    ],
    links: registration.clientId ? [registrationLink('overview', registration)] : [],
    optional: false,
  };
}

function tokenConfiguration(registration: RegistrationChoice): RegistrationStep {
  return {
    id: 'token-configuration',
    title: 'Add optional claims',
    body: [
      'Under Token configuration choose Add optional claim, ID, and tick login_hint and email.',
      'login_hint lets a reauthorization open with the right account chosen; email shows an address where the user name is not one. Both are a convenience: Latchkey knows an account by its tenant and object ID.',
    ],
    copy: [{ label: 'ID token claims', value: 'login_hint email' }],
    links: [registrationLink('claims', registration), manual('Optional claims', 'optional-claims')],
    optional: true,
  };
}

function visibility(registration: RegistrationChoice): RegistrationStep {
  return {
    id: 'visibility',
    title: 'Set branding and visibility',
    body: [
      'Under Branding & properties set logo, home page, terms of service and privacy statement: the consent page shows them.',
      'Under Enterprise applications, your app, Properties, set Visible to users to No if the app has no page people should open from My Apps.',
    ],
    links: [registrationLink('branding', registration), enterpriseAppsLink(registration.cloud)],
    optional: true,
  };
}

function assignment({ cloud }: RegistrationChoice): RegistrationStep {
  return {
    id: 'assignment',
    title: 'Decide who may use the app',
    body: [
      'Under Enterprise applications, the app, Properties, Assignment required stays at No unless a tenant wants to name the people who may connect. With Yes, assign them under Users and groups (AADSTS50105), and have an admin consent: users cannot consent to such an app themselves (AADSTS90094).',
      'Each tenant decides this for itself; in your own it concerns your own people only.',
    ],
    links: [enterpriseAppsLink(cloud)],
    optional: true,
  };
}

function verification(registration: RegistrationChoice): RegistrationStep {
  return {
    id: 'publisher-verification',
    title: 'Verify the publisher',
    body: [
      'Under Branding & properties, Publisher verification, add the Partner ID. Unverified multitenant apps that ask for more than a sign-in cannot be consented to by users in many tenants (AADSTS900941).',
      'It is free and takes a Microsoft AI Cloud Partner Program account, a verified publisher domain that is not onmicrosoft.com, and an account with multi-factor authentication that is an admin in both places.',
    ],
    links: [
      registrationLink('branding', registration),
      manual('Publisher verification', 'publisher-verification-overview'),
    ],
    optional: true,
  };
}

function connect({ accountTypes }: RegistrationChoice): RegistrationStep {
  const tenant = accountTypes === 'single-tenant' ? ', the Directory (tenant) ID as tenant' : '';
  return {
    id: 'connect',
    title: 'Connect it here',
    body: [
      `Paste the Application (client) ID as client ID${tenant} and the secret's Value as client secret, and set the day it expires.`,
      'Then create a connect link and open it yourself: if Microsoft stops on a page of its own, the code on that page says which of these steps to look at. Troubleshooting explains each code.',
    ],
    optional: false,
  };
}

/** Only the admin's sign-in shows who consented, and only the roles in their ID token show that they are an admin. */
function rolesInToken(registration: RegistrationChoice): RegistrationStep {
  return {
    id: 'directory-roles',
    title: 'Let the sign-in say who is an admin',
    body: [
      'Under Token configuration choose Add groups claim, tick Directory roles, and choose Add. In the manifest the same reads "groupMembershipClaims": "DirectoryRole".',
      'An admin who connects a tenant signs in once. The ID token then lists their directory roles (wids), and Latchkey refuses somebody of the tenant who is no admin. Without this step only links that name their tenant work.',
    ],
    copy: [{ label: 'groupMembershipClaims', value: 'DirectoryRole' }],
    links: [
      registrationLink('claims', registration),
      manual('Groups claims', 'optional-claims#configure-groups-optional-claims'),
    ],
    optional: false,
  };
}

const certificateNote =
  'SharePoint\'s own REST API refuses an app that proved itself by a client secret ("Unsupported app only token"): add a certificate or a federated credential, which Graph takes as well.';

/** Tells beforehand what is impossible for an app with nobody signed in. */
function outOfReach(choice: RegistrationChoice): RegistrationStep {
  const asksSharePoint = requestedResources(choice).includes('sharepoint');
  return {
    id: 'out-of-reach',
    title: 'Know what is out of reach',
    body: [
      'Personal Microsoft accounts have no tenant, so no app reaches them this way. The File Picker refuses such tokens ("Unsupported app-only token"), and /me does not exist: calls name the person, as in /users/{id}/drive.',
      asksSharePoint ? `This integration asks for SharePoint's own API. ${certificateNote}` : certificateNote,
    ],
    optional: !asksSharePoint,
  };
}

function sandboxSteps({ redirectUri, permissionType }: RegistrationChoice): RegistrationStep[] {
  return [
    {
      id: 'sandbox-app',
      title: 'Use the sandbox app',
      body: [
        'The sandbox comes with an app that is registered already. Leave client ID and secret empty and it is used; nothing has to be done at Microsoft.',
        `The sandbox sends people back to ${redirectUri}`,
      ],
      copy: [{ label: 'Redirect URI', value: redirectUri }],
      optional: false,
    },
    {
      id: 'connect',
      title: permissionType === 'application' ? 'Connect a pretend tenant' : 'Connect a pretend account',
      body: [
        permissionType === 'application'
          ? 'Save the integration, create a link, open it and choose the admin of a pretend tenant.'
          : 'Save the integration, create a connect link, open it and choose one of the pretend accounts.',
      ],
      optional: false,
    },
  ];
}

/** Verification exists in the worldwide cloud, and matters to tenants that are not one's own. */
function canBeVerified({ cloud, accountTypes }: RegistrationChoice): boolean {
  return cloudTraits(cloud).hasPersonalAccounts && accountTypes !== 'single-tenant';
}

/** Lists the steps of registering an app for exactly this integration, in order; throws on a malformed redirect URI. */
export function registrationSteps(registration: RegistrationChoice): RegistrationStep[] {
  if (isSandbox(registration.cloud)) return sandboxSteps(registration);
  const isPersonal = registration.accountTypes === 'personal';
  const isApplication = registration.permissionType === 'application';
  return [
    prerequisites(registration),
    register(registration),
    accountTypesStep(registration),
    clientIdStep(registration),
    redirectStep(registration),
    logoutStep(registration),
    permissionsStep(registration),
    adminConsentStep(registration),
    ...credentialSteps(registration),
    tokenConfiguration(registration),
    ...(isApplication ? [rolesInToken(registration), outOfReach(registration)] : []),
    visibility(registration),
    ...(isPersonal ? [] : [assignment(registration)]),
    ...(canBeVerified(registration) ? [verification(registration)] : []),
    connect(registration),
  ];
}
