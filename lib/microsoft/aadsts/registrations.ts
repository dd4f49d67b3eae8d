import { defineEntries, nothingForAdmin } from '#lib/microsoft/aadsts/define';

const notSetUp = "This app is not set up correctly on its maker's side. Tell the sender of the link.";
const makersSide = "The app's registration needs a correction by its maker. There is nothing to change in your tenant.";

/** What is wrong with an app registration, its credential or the integration's settings. */
export const registrationEntries = defineEntries([
  {
    codes: { 50011: 'InvalidReplyTo' },
    meaning: 'Microsoft stopped because the redirect URI is not registered exactly as Latchkey sends it.',
    operator:
      "Copy the redirect URI from the integration's page to Authentication, platform Web: scheme, host, port, case and final slash count.",
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'configuration',
    page: true,
  },
  {
    codes: { 500113: '' },
    meaning: 'Microsoft stopped because the app registration has no redirect URI at all.',
    operator: "Add the redirect URI from the integration's page under Authentication, platform Web.",
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'configuration',
    page: true,
  },
  {
    codes: { 900971: '' },
    meaning: 'Microsoft stopped because the request carried no redirect URI.',
    operator:
      'See that PUBLIC_URL is set, and that nothing between rewrites the address; then report it with the trace ID.',
    endUser: notSetUp,
    admin: makersSide,
    who: 'app',
    closes: 'configuration',
    page: true,
  },
  {
    codes: { 50020: 'UserUnauthorized', 90072: 'PassThroughUserMfaError' },
    meaning: 'The account is from another tenant than the one this integration signs in to.',
    operator:
      'Have an account of that tenant connect, or set the integration and its registration to any organization.',
    endUser: 'This account belongs to another organization. Sign in with your account of the right one.',
    admin: 'The account is not in your tenant. Invite it as a guest, or have a member connect.',
    who: 'user',
    closes: 'resource',
    page: true,
  },
  {
    codes: { 50194: '' },
    meaning: 'The app registration is for one tenant only, but this integration signs in people of any tenant.',
    operator:
      "Set the integration to single tenant with its tenant ID, or the registration's supported account types to multitenant.",
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'configuration',
  },
  {
    codes: { 50059: 'MissingTenantRealmAndNoUserInformationProvided', 50128: 'InvalidDomainName' },
    meaning: 'Microsoft could not tell which tenant was meant.',
    operator: "Set the integration to single tenant and give the tenant's ID or domain.",
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'configuration',
  },
  {
    codes: { 70001: 'UnauthorizedClient', 700016: 'UnauthorizedClient_DoesNotMatchRequest', 7000229: '' },
    meaning:
      'Microsoft does not know the client ID in this tenant: it is mistyped, deleted, in another cloud or was removed.',
    operator:
      'Check that the client ID is the Application (client) ID and not the Object ID; a customer who removed the app consents again.',
    endUser: 'Microsoft does not know this app in your organization. Tell the sender of the link.',
    admin: 'The app is not in your tenant, or was removed. Consent to it again if your users should have it.',
    who: 'operator',
    closes: 'tenant',
    page: true,
  },
  {
    codes: { 70002: 'InvalidClient', 7000215: '' },
    meaning: 'Microsoft refuses the client secret: it is not the one of this app registration.',
    operator: 'Create a client secret and paste its Value, not its Secret ID. Connections keep their grants.',
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'integration',
  },
  {
    codes: { 7000222: 'InvalidClientSecretExpiredKeysProvided' },
    meaning: 'The client secret has expired.',
    operator: 'Create a new client secret in the app registration and replace it here. Connections keep their grants.',
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'integration',
  },
  {
    codes: { 7000218: '' },
    meaning: 'Microsoft expected a client secret and got none.',
    operator: 'Store the client secret at the integration, and keep Allow public client flows at No.',
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'integration',
  },
  {
    codes: { 700025: '' },
    meaning: 'Microsoft takes the app for a public client, which may not send a secret.',
    operator:
      'Move the redirect URI from Mobile and desktop applications to Web, and set Allow public client flows to No.',
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'integration',
  },
  {
    codes: { 700027: '' },
    meaning: 'Microsoft could not check the signature the app identified itself with.',
    operator: "See that the certificate in use is uploaded to the registration and that this server's clock is right.",
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'integration',
  },
  {
    codes: { 700024: '' },
    meaning: 'The assertion the app identified itself with is outside its time of validity.',
    operator: "Set this server's clock right; with a federated credential, see that its assertion is renewed in time.",
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'integration',
  },
  {
    codes: { 70021: '', 700211: '', 700212: '', 700213: '' },
    meaning:
      'No federated credential of the app registration fits the assertion: its issuer, its subject or its audience.',
    operator:
      'Compare issuer, subject and audience of the federated credential in the registration with those on the page of the integration.',
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'integration',
  },
  {
    codes: { 700038: '' },
    meaning: 'Microsoft stopped because what was sent as client ID is no application ID at all.',
    operator: 'Copy the Application (client) ID from the overview of the app registration to the integration.',
    endUser: notSetUp,
    admin: makersSide,
    who: 'operator',
    closes: 'configuration',
    page: true,
  },
  {
    codes: { 90002: 'InvalidTenantName', 900023: '' },
    meaning: 'Microsoft does not know the tenant: its ID or domain is mistyped, or it lives in another cloud.',
    operator: 'Check the tenant ID or domain of the integration, and its cloud.',
    endUser: notSetUp,
    admin: 'The maker of the app needs your tenant ID. It is on the overview page of Entra ID.',
    who: 'operator',
    closes: 'configuration',
    page: true,
  },
  {
    codes: { 90010: 'NotSupported', 90124: '', 9001023: '', 9002331: '', 9002332: '' },
    meaning: 'The account types of the integration and of the app registration do not fit together.',
    operator: 'Choose the same account types in both: personal accounts, work accounts, or one tenant.',
    endUser:
      'This kind of Microsoft account cannot be used here. Sign in with the kind the sender asked for, or tell them.',
    admin: makersSide,
    who: 'operator',
    closes: 'configuration',
  },
  {
    codes: { 90038: '', 900382: '', 900432: '' },
    meaning: 'The account or tenant lives in another Microsoft cloud than the integration.',
    operator: 'Register an app in that cloud and make an integration for it; one app does not serve two clouds.',
    endUser: 'Your account lives in another Microsoft cloud. Tell the sender of the link.',
    admin: 'Your tenant lives in another Microsoft cloud than this app. There is nothing to change in it.',
    who: 'operator',
    closes: 'configuration',
  },
  {
    codes: { 70011: 'InvalidScope' },
    meaning:
      'Microsoft refused a scope: it is misspelt, of several resources at once, or not for this kind of account.',
    operator:
      'Compare the scopes of the integration with the catalogue; ask personal accounts only for what is marked for them.',
    endUser: 'This app asks for something your kind of account does not have. Tell the sender of the link.',
    admin: nothingForAdmin,
    who: 'operator',
    closes: 'configuration',
  },
]);
