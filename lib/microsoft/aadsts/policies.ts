import { defineEntries } from '#lib/microsoft/aadsts/define';

const signInLog = 'Entra ID, Sign-in logs, the sign-in, tab Conditional Access names the policy.';

/** What a tenant's own policies ask for or forbid. */
export const policyEntries = defineEntries([
  {
    codes: { 50072: 'UserStrongAuthEnrollmentRequiredInterrupt', 50079: 'UserStrongAuthEnrollmentRequired' },
    meaning: 'The tenant wants multi-factor authentication and the user has not set it up.',
    operator: 'Send the user a reauthorize link; Microsoft leads them through the set-up.',
    endUser: 'Your organization wants a second factor. Sign in again and follow the set-up.',
    admin: 'The user has to register for multi-factor authentication, which happens at their next sign-in.',
    who: 'user',
    closes: 'resource',
  },
  {
    codes: { 50074: 'UserStrongAuthClientAuthNRequiredInterrupt', 50076: 'UserStrongAuthClientAuthNRequired' },
    meaning: 'The tenant wants multi-factor authentication since a policy or the place of the sign-in changed.',
    operator: 'Send the user a reauthorize link.',
    endUser: 'Your organization asks you to confirm with a second factor. Sign in again.',
    admin:
      "A policy asks for multi-factor authentication. The user signs in once more; a policy by location also applies to the product's server.",
    who: 'user',
    closes: 'resource',
  },
  {
    codes: { 50078: 'UserStrongAuthExpired' },
    meaning: 'The multi-factor sign-in ran out under the policy of the tenant.',
    operator: 'Send the user a reauthorize link.',
    endUser: 'Your organization asks you to confirm with a second factor again. Sign in again.',
    admin: 'The multi-factor session ran out under your policy. The user signs in once more.',
    who: 'user',
    closes: 'resource',
  },
  {
    codes: { 500121: 'AuthenticationFailedDuringStrongAuthenticationRequest' },
    meaning: 'The second factor was not given: denied, timed out or mistyped.',
    operator: 'Ask the user to open the link again and to answer the second factor.',
    endUser: 'The second factor was not confirmed. Open the link again and confirm it.',
    admin: "The user did not pass multi-factor authentication. See the sign-in log, and the user's registered methods.",
    who: 'user',
    closes: 'resource',
  },
  {
    codes: { 50097: 'DeviceAuthenticationRequired' },
    meaning: 'The tenant accepts sign-ins from known devices only.',
    operator: 'Ask the user to connect from a device their organization manages, or their admin to exclude this app.',
    endUser: 'Your organization accepts known devices only. Open the link on your work computer.',
    admin: `A policy asks for a known device. ${signInLog} Exclude the app, or have the user connect from a managed device.`,
    who: 'user',
    closes: 'resource',
  },
  {
    codes: { 50158: 'ExternalSecurityChallenge' },
    meaning:
      'The tenant has a further check, such as terms of use or a second factor of another maker, that was not passed.',
    operator: 'Send the user a reauthorize link.',
    endUser: 'Your organization has a further check at sign-in. Sign in again and complete it.',
    admin: `A further check at sign-in was not passed. ${signInLog}`,
    who: 'user',
    closes: 'resource',
  },
  {
    codes: { 50105: 'EntitlementGrantsNotFound' },
    meaning: 'The tenant lets only assigned people use this app, and the user is not one of them.',
    operator: "Ask the customer's admin to assign the user to the app.",
    endUser: 'Your organization has not given you access to this app. Ask your admin to assign you to it.',
    admin:
      'The user is not assigned to the app. Enterprise applications, the app, Users and groups: assign them; or Properties: set Assignment required to No.',
    who: 'admin',
    closes: 'resource',
    page: true,
  },
  {
    codes: {
      50131: 'ConditionalAccessFailed',
      53000: 'DeviceNotCompliant',
      53001: 'DeviceNotDomainJoined',
      53002: 'ApplicationUsedIsNotAnApprovedApp',
      530003: '',
      530032: 'BlockedByConditionalAccessOnSecurityPolicy',
      530035: 'BlockedBySecurityDefaults',
    },
    meaning: 'A security policy of the tenant blocked the sign-in: device, app or settings do not meet it.',
    operator: "Ask the customer's admin which policy it was; the user may connect from a managed device.",
    endUser: 'A security policy of your organization blocked the sign-in. Use your work computer, or ask your admin.',
    admin: `A security policy blocked the sign-in. ${signInLog} Exclude the app, or have the user connect from a compliant device.`,
    who: 'admin',
    closes: 'resource',
    page: true,
  },
  {
    codes: { 53003: 'BlockedByConditionalAccess' },
    meaning:
      "Conditional Access of the tenant blocks this access, often because refreshes come from the server's address.",
    operator:
      "Ask the customer's admin to exclude the app or to allow this server's outbound IP address, then reauthorize.",
    endUser: 'A policy of your organization blocks this access. Ask your admin to allow the app.',
    admin: `Conditional Access blocked the access. ${signInLog} Exclude the app, or allow the outbound IP address of the product's server.`,
    who: 'admin',
    closes: 'resource',
    page: true,
  },
  {
    codes: { 53004: 'ProofUpBlockedDueToRisk', 53011: 'UserBlockedDueToRisk' },
    meaning: 'Microsoft blocked the sign-in because it sees the user at risk.',
    operator: "Ask the customer's admin to look into the risk, then send the user a reauthorize link.",
    endUser: 'Microsoft sees a risk for your account and blocked the sign-in. Reset your password, or ask your admin.',
    admin:
      'The user is flagged as at risk. Look into it under Identity Protection, Risky users, then dismiss it or reset the password.',
    who: 'admin',
    closes: 'resource',
    page: true,
  },
  {
    codes: { 7000112: 'UnauthorizedClientApplicationDisabled' },
    meaning: 'The app is disabled in this tenant.',
    operator: "Ask the customer's admin to enable it; when it happens in every tenant, look at your own registration.",
    endUser: 'Your organization has disabled this app. Ask your admin to enable it.',
    admin:
      'The app is disabled. Enterprise applications, the app, Properties: set Enabled for users to sign in to Yes.',
    who: 'admin',
    closes: 'tenant',
  },
  {
    codes: { 500021: '', 500208: '', 500212: '', 500213: '' },
    meaning: 'The network or tenant of the user forbids signing in to that tenant.',
    operator: "Ask the customer's admin to allow it in cross-tenant access settings or tenant restrictions.",
    endUser: 'Your organization does not allow this sign-in. Ask your admin, or try outside the company network.',
    admin: 'Tenant restrictions or cross-tenant access settings block the sign-in. Allow the tenant and the app there.',
    who: 'admin',
    closes: 'resource',
  },
  {
    codes: { 1000031: '' },
    meaning: 'The app cannot be reached in this tenant at present.',
    operator: "Ask the customer's admin to look at the app under Enterprise applications.",
    endUser: 'Your organization does not let this app in at present. Ask your admin.',
    admin: 'The app cannot be reached in your tenant. Look at its state under Enterprise applications.',
    who: 'admin',
  },
]);
