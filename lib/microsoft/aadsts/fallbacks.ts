import type { AadstsEntry } from '#lib/microsoft/aadsts/define';
import { nothingForAdmin, startAgain } from '#lib/microsoft/aadsts/define';

export type Fallback = Omit<AadstsEntry, 'code' | 'name'>;

const passive = { closes: 'nothing', transient: false, page: false } as const;

const signInAgain: Fallback = {
  ...passive,
  meaning: 'Microsoft wants the user at the screen before it gives another token.',
  operator: 'Send the user a reauthorize link.',
  endUser: 'Microsoft wants you to sign in again. Open the link you were sent.',
  admin: 'The user signs in once more. The sign-in log of Entra ID says why Microsoft asked for it.',
  who: 'user',
};

const consentMissing: Fallback = {
  ...passive,
  meaning: 'The consent to what was asked is missing.',
  operator: 'Send the user a reauthorize link, or their admin the admin-consent link.',
  endUser: 'The permission for this app is missing. Open the link again and accept.',
  admin: 'The consent for this app is missing. Open the admin-consent link you were sent and accept.',
  who: 'user',
};

const declined: Fallback = {
  ...passive,
  meaning: 'The sign-in was cancelled, or the permissions were not accepted.',
  operator: 'Tell the user what the permissions are for; the same link can be opened again.',
  endUser: 'You cancelled, so nothing was connected. Open the link again if you change your mind.',
  admin: 'The user cancelled the sign-in. If only you may approve the app, open the admin-consent link you were sent.',
  who: 'user',
};

const ended: Fallback = {
  ...passive,
  meaning: 'Microsoft no longer accepts this grant or sign-in code, without a reason that is known here.',
  operator: 'Send the user a reauthorize link; the code below leads to what Microsoft says about it.',
  endUser: 'The connection has ended. Open the link you were sent and sign in again.',
  admin: 'Microsoft no longer accepts the grant. The sign-in log of Entra ID says why.',
  who: 'user',
};

const noRefreshToken: Fallback = {
  ...passive,
  meaning: 'Microsoft gave no refresh token: offline_access was not granted, so the access ended with its first token.',
  operator: 'Send the user a reauthorize link. If it happens again, have their admin approve offline_access as well.',
  endUser: 'The connection has ended. Open the link you were sent and sign in again.',
  admin: 'The app may not keep its access (offline_access). Open the admin-consent link you were sent and accept.',
  who: 'user',
};

const refusedApp: Fallback = {
  ...passive,
  meaning: 'Microsoft refuses the app itself: its client ID, its credential or its state in the tenant.',
  operator: 'Check client ID and client secret of the integration against the app registration.',
  endUser: 'Microsoft refuses this app. Tell the sender of the link.',
  admin: 'Microsoft refuses this app. See under Enterprise applications whether it is there and enabled.',
  who: 'operator',
};

const refusedRequest: Fallback = {
  ...passive,
  meaning: 'Microsoft refused the request: a scope, a resource or a setting of the integration does not fit.',
  operator: 'Compare scopes, account types and redirect URI of the integration with the app registration.',
  endUser: "This app is not set up correctly on its maker's side. Tell the sender of the link.",
  admin: nothingForAdmin,
  who: 'operator',
};

const busy: Fallback = {
  ...passive,
  meaning: 'Microsoft could not answer at that moment.',
  operator: 'Nothing to do: Latchkey asks again by itself, and the connection stays as it is.',
  endUser: 'Microsoft could not answer. Open the link again in a few minutes.',
  admin: "Microsoft's sign-in service could not answer. It passes by itself.",
  who: 'app',
  transient: true,
};

export const unknownFailure: Fallback = {
  ...passive,
  meaning: 'Microsoft answered with an error that is not known here.',
  operator: 'Look the code up at Microsoft, and keep trace and correlation ID for its support.',
  endUser: startAgain,
  admin: 'The sign-in log of Entra ID says more about this sign-in.',
  who: 'operator',
};

const secondFactor: Fallback = {
  ...passive,
  meaning: 'The tenant asks for a further step at sign-in, such as a second factor.',
  operator: 'Send the user a reauthorize link.',
  endUser: 'Your organization asks for a further step at sign-in. Sign in again and complete it.',
  admin: 'A policy asks for a further step at sign-in. The user signs in once more; the sign-in log names the policy.',
  who: 'user',
};

const blocked: Fallback = {
  ...passive,
  meaning: 'A policy of the tenant blocks this access.',
  operator: "Ask the customer's admin which policy it is; Entra ID, Sign-in logs, tab Conditional Access names it.",
  endUser: 'A policy of your organization blocks this access. Ask your admin to allow the app.',
  admin: 'A policy blocked the access. Entra ID, Sign-in logs, the sign-in, tab Conditional Access names it.',
  who: 'admin',
};

/** What the `suberror` of a refusal says more than its OAuth error (MSAL knows the same words). */
export const subFallbacks: ReadonlyMap<string, Fallback> = new Map([
  ['consent_required', consentMissing],
  ['basic_action', secondFactor],
  ['additional_action', secondFactor],
  ['message_only', blocked],
  ['protection_policy_required', blocked],
  ['device_authentication_failed', blocked],
  ['bad_token', ended],
  ['token_expired', ended],
  ['client_mismatch', ended],
  ['user_password_expired', signInAgain],
]);

export const fallbacks: ReadonlyMap<string, Fallback> = new Map([
  ['interaction_required', signInAgain],
  ['login_required', signInAgain],
  ['consent_required', consentMissing],
  ['access_denied', declined],
  ['permission_denied', declined],
  ['invalid_grant', ended],
  ['no_refresh_token', noRefreshToken],
  ['invalid_client', refusedApp],
  ['unauthorized_client', refusedApp],
  ['invalid_scope', refusedRequest],
  ['invalid_resource', refusedRequest],
  ['invalid_request', refusedRequest],
  ['unsupported_grant_type', refusedRequest],
  ['unsupported_response_type', refusedRequest],
  ['temporarily_unavailable', busy],
  ['server_error', busy],
]);
