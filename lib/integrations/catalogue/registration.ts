import { type CloudId, isSandbox } from '#lib/clouds';
import {
  type AccountTypes,
  OIDC_SCOPES,
  type RegistrationStep,
  type RequestedScopes,
  requestedScopes,
  type ScopeChoice,
  scopeWarnings,
} from '#lib/integrations/catalogue/schema';

/** An integration as far as its app registration depends on it. */
export type RegistrationChoice = ScopeChoice & {
  accountTypes: AccountTypes;
  redirectUri: string;
  cloud: CloudId;
};

type Registration = RegistrationChoice & { requested: RequestedScopes };

const portal = { label: 'Microsoft Entra admin center', href: 'https://entra.microsoft.com' };
const manual = (label: string, page: string) => ({
  label,
  href: `https://learn.microsoft.com/entra/identity-platform/${page}`,
});

/** The portal's words for each choice of account types, and the manifest's value for the same. */
export const PORTAL_ACCOUNT_TYPES: Record<AccountTypes, { wording: string; signInAudience: string }> = {
  'single-tenant': {
    wording: 'Accounts in this organizational directory only (single tenant)',
    signInAudience: 'AzureADMyOrg',
  },
  organizations: {
    wording: 'Accounts in any organizational directory (multitenant)',
    signInAudience: 'AzureADMultipleOrgs',
  },
  'organizations-and-personal': {
    wording: 'Accounts in any organizational directory (multitenant) and personal Microsoft accounts',
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
  },
  personal: { wording: 'Personal Microsoft accounts only', signInAudience: 'PersonalMicrosoftAccount' },
};

const accountTypeNotes: Record<AccountTypes, string> = {
  'single-tenant':
    'Only members and guests of your own tenant can connect. Note the Directory (tenant) ID too: this integration needs it.',
  organizations:
    'Work and school accounts of any organization can connect; personal accounts are refused by Microsoft.',
  'organizations-and-personal':
    'Everybody with a Microsoft account can connect. Personal accounts have no SharePoint, so they get a Graph token only. Such a registration takes at most 2 client secrets and 30 permissions per resource.',
  personal:
    'Only personal accounts (outlook.com, hotmail.com, live.com …) can connect. Such a registration takes at most 2 client secrets and 30 permissions per resource.',
};

function prerequisites(): RegistrationStep {
  return {
    id: 'prerequisites',
    title: 'Sign in with the right account',
    body: [
      'Open the Microsoft Entra admin center with an account of the tenant that shall own the app. The role Application Developer is enough to register it; Cloud Application Administrator and Application Administrator work too.',
      'No tenant yet? A free one comes with an Azure account.',
    ],
    links: [portal],
    optional: false,
  };
}

function register(): RegistrationStep {
  return {
    id: 'register',
    title: 'Register an app',
    body: [
      'Go to Entra ID, App registrations, New registration.',
      'Give it the name of your product: end users read it when they consent. It may have at most 90 characters when personal accounts are allowed.',
    ],
    links: [manual('How to register an app', 'quickstart-register-app')],
    optional: false,
  };
}

function accountTypesStep({ accountTypes }: Registration): RegistrationStep {
  const { wording, signInAudience } = PORTAL_ACCOUNT_TYPES[accountTypes];
  return {
    id: 'account-types',
    title: 'Choose the supported account types',
    body: [
      `Under Supported account types choose “${wording}”. In the manifest the same choice reads ${signInAudience}.`,
      accountTypeNotes[accountTypes],
      'It must fit the account types of this integration, otherwise Microsoft refuses sign-ins (AADSTS50194, 9002331, 9002332).',
    ],
    copy: [{ label: 'signInAudience', value: signInAudience }],
    links: [manual('What each choice allows', 'supported-accounts-validation')],
    optional: false,
  };
}

function clientId({ accountTypes }: Registration): RegistrationStep {
  const tenant = accountTypes === 'single-tenant' ? ['Copy the Directory (tenant) ID from the same page as well.'] : [];
  return {
    id: 'client-id',
    title: 'Copy the client ID',
    body: [
      'After Register the overview opens. Copy the Application (client) ID. The Object ID beside it looks alike and does not work (AADSTS700016).',
      ...tenant,
    ],
    optional: false,
  };
}

function redirectNotes(redirectUri: string): string[] {
  const { protocol, hostname } = new URL(redirectUri);
  if (protocol === 'https:' || hostname === 'localhost') return [];
  return [
    `Microsoft takes http only for localhost, so it will refuse ${hostname}. Set PUBLIC_URL to an https address, or to http://localhost with your port, and open Latchkey there.`,
  ];
}

function redirect({ redirectUri }: Registration): RegistrationStep {
  return {
    id: 'redirect-uri',
    title: 'Add the redirect URI',
    body: [
      `Under Authentication choose Add a platform (newer portals: Add Redirect URI), then Web, and enter ${redirectUri}`,
      'It must match to the letter: scheme, host, port, case and final slash (AADSTS50011). The platform must be Web: under Single-page application grants end after 24 hours (AADSTS700084), under Mobile and desktop applications secrets are refused (AADSTS700025).',
      'Leave both boxes under Implicit grant and hybrid flows empty: Access tokens and ID tokens. Under Advanced settings, Allow public client flows stays at No.',
      ...redirectNotes(redirectUri),
    ],
    copy: [{ label: 'Redirect URI', value: redirectUri }],
    links: [manual('How to add a redirect URI', 'how-to-add-redirect-uri')],
    optional: false,
  };
}

function permissions({ requested, accountTypes }: Registration): RegistrationStep {
  const graph = [...OIDC_SCOPES, ...requested.graph];
  const limited = accountTypes.endsWith('personal') && graph.length > 30;
  const sharePoint = requested.sharepoint;
  return {
    id: 'api-permissions',
    title: 'Add the API permissions',
    body: [
      `Under API permissions choose Add a permission, Microsoft Graph, Delegated permissions, and tick: ${graph.join(', ')}.`,
      ...(sharePoint.length > 0
        ? [
            `Then Add a permission, SharePoint (below Microsoft APIs), Delegated permissions, and tick: ${sharePoint.join(', ')}. They are SharePoint's own permissions; those of Graph with similar names do not replace them.`,
          ]
        : []),
      'Take Delegated permissions, not Application permissions: connections act for the person who connects. User.Read is there from the start.',
      ...(limited ? ['A registration open to personal accounts takes at most 30 permissions per resource.'] : []),
    ],
    copy: [
      { label: 'Microsoft Graph, delegated', value: graph.join(' ') },
      ...(sharePoint.length > 0 ? [{ label: 'SharePoint, delegated', value: sharePoint.join(' ') }] : []),
    ],
    links: [manual('How to add permissions', 'quickstart-configure-app-access-web-apis')],
    optional: false,
  };
}

function adminConsent({ requested, accountTypes }: Registration): RegistrationStep {
  const warnings = scopeWarnings([...requested.graph, ...requested.sharepoint], accountTypes);
  const typed = warnings.filter(({ kind }) => kind === 'admin').map(({ scope }) => scope);
  const policy = warnings.filter(({ kind }) => kind === 'policy').map(({ scope }) => scope);
  const body = [
    'Grant admin consent, on the same page, consents for everybody in your own tenant. For customers, Latchkey makes an admin-consent link for the admin of each tenant.',
    'Cloud Application Administrator, Application Administrator and Privileged Role Administrator can grant it.',
    ...(typed.length > 0 ? [`Only an admin can grant ${typed.join(', ')}, in every tenant.`] : []),
    ...(policy.length > 0 ? [`Many tenants, new ones by default, let only an admin grant ${policy.join(', ')}.`] : []),
    ...(warnings.length === 0 ? ['Most users can consent to what this integration asks by themselves.'] : []),
  ];
  const none = ['Personal accounts have no admin; each person consents for themselves.'];
  return {
    id: 'admin-consent',
    title: 'Grant admin consent',
    body: accountTypes === 'personal' ? none : body,
    links: [
      {
        label: 'How admin consent works',
        href: 'https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent',
      },
    ],
    optional: typed.length === 0 || accountTypes === 'personal',
  };
}

function secret(): RegistrationStep {
  return {
    id: 'client-secret',
    title: 'Create a client secret',
    body: [
      'Under Certificates & secrets, Client secrets, choose New client secret. Microsoft offers 6, 12 and 24 months, and 24 is the longest. Recommended are 6 months, or 12 if nobody will renew it that often.',
      'Copy the Value at once: it is shown only now. The Secret ID beside it is a GUID and not the secret (AADSTS7000215).',
      'Note the day it expires and enter it here: Latchkey warns before. After it no token can be refreshed until a new secret is in place (AADSTS7000222); connections keep their grants.',
    ],
    links: [manual('How to add credentials', 'how-to-add-credentials')],
    optional: false,
  };
}

function tokenConfiguration(): RegistrationStep {
  return {
    id: 'token-configuration',
    title: 'Add optional claims',
    body: [
      'Under Token configuration choose Add optional claim, ID, and tick login_hint and email.',
      'login_hint lets a reauthorization open with the right account chosen; email shows an address where the user name is not one. Both are a convenience: Latchkey knows an account by its tenant and object ID.',
    ],
    copy: [{ label: 'ID token claims', value: 'login_hint email' }],
    links: [manual('Optional claims', 'optional-claims')],
    optional: true,
  };
}

function visibility({ accountTypes }: Registration): RegistrationStep {
  const verification =
    'Verify the publisher there too: unverified multitenant apps that ask for more than a sign-in cannot be consented to by users in many tenants (AADSTS900941). It is free and needs a Partner Center account.';
  return {
    id: 'visibility',
    title: 'Set branding and visibility',
    body: [
      'Under Branding & properties set logo, home page, terms of service and privacy statement: the consent page shows them.',
      'Under Enterprise applications, your app, Properties, set Visible to users to No if the app has no page people should open from My Apps. Assignment required stays at No unless you want to name the people who may connect (AADSTS50105).',
      ...(accountTypes === 'single-tenant' ? [] : [verification]),
    ],
    links: [manual('Publisher verification', 'publisher-verification-overview')],
    optional: true,
  };
}

function connect({ accountTypes }: Registration): RegistrationStep {
  const tenant = accountTypes === 'single-tenant' ? ', the Directory (tenant) ID as tenant' : '';
  return {
    id: 'connect',
    title: 'Connect it here',
    body: [
      `Paste the Application (client) ID as client ID${tenant} and the secret's Value as client secret, and set the day it expires.`,
      'Then create a connect link and open it yourself: if Microsoft stops on a page of its own, the code on that page says which of these steps to look at.',
    ],
    optional: false,
  };
}

function sandboxSteps({ redirectUri }: Registration): RegistrationStep[] {
  return [
    {
      id: 'sandbox-app',
      title: 'Use the sandbox app',
      body: [
        'The sandbox comes with an app that is registered already. “Use the sandbox app” fills in its client ID and secret; nothing has to be done at Microsoft.',
        `The sandbox sends people back to ${redirectUri}`,
      ],
      copy: [{ label: 'Redirect URI', value: redirectUri }],
      optional: false,
    },
    {
      id: 'connect',
      title: 'Connect a pretend account',
      body: ['Save the integration, create a connect link, open it and choose one of the pretend accounts.'],
      optional: false,
    },
  ];
}

/** Lists the steps of registering an app for exactly this integration, in order; throws on a malformed redirect URI. */
export function registrationSteps(choice: RegistrationChoice): RegistrationStep[] {
  const registration = { ...choice, requested: requestedScopes(choice) };
  if (isSandbox(choice.cloud)) return sandboxSteps(registration);
  return [
    prerequisites(),
    register(),
    accountTypesStep(registration),
    clientId(registration),
    redirect(registration),
    permissions(registration),
    adminConsent(registration),
    secret(),
    tokenConfiguration(),
    visibility(registration),
    connect(registration),
  ];
}
