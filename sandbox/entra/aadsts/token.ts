import type { Aadsts } from './shape.ts';

const token = (error: string, text: string): Aadsts => ({ error, where: 'token', text });
/** A policy that a new sign-in can satisfy. */
const step = (text: string): Aadsts => ({
  ...token('interaction_required', text),
  suberror: 'basic_action',
  claims: true,
});
const busy = (status: number, text: string): Aadsts => ({ ...token('temporarily_unavailable', text), status });
const dead = (text: string): Aadsts => ({ ...token('invalid_grant', text), suberror: 'bad_token' });

const CHANGED =
  'Due to a configuration change made by your administrator, or because you moved to a new location, you must';

/** Codes that belong to the token endpoint. */
export const tokenCodes: Readonly<Record<number, Aadsts>> = {
  28000: token(
    'invalid_scope',
    'Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scope} is not valid.',
  ),
  28002: token(
    'invalid_scope',
    'Provided value for the input parameter scope is not valid when requesting an access token. Specify a valid scope.',
  ),
  28003: token(
    'invalid_scope',
    'Provided value for the input parameter scope cannot be empty when requesting an access token using the provided authorization code. Specify a valid scope.',
  ),
  50055: token('invalid_grant', 'The password is expired.'),
  50072: step(`${CHANGED} enroll in multi-factor authentication to access '{resource}'.`),
  50074: step(`Strong Authentication is required.`),
  50076: step(`${CHANGED} use multi-factor authentication to access '{resource}'.`),
  50078: step(
    "Presented multi-factor authentication has expired due to policies configured by your administrator, you must refresh your multi-factor authentication to access '{resource}'.",
  ),
  50079: step(`${CHANGED} enroll in multi-factor authentication to access '{resource}'.`),
  50097: step('Device authentication is required.'),
  50126: token('invalid_grant', 'Error validating credentials due to invalid username or password.'),
  50132: token('invalid_grant', 'The session is not valid because of password expiration or recent password change.'),
  50133: token('invalid_grant', 'Session is invalid due to expiration or recent password change.'),
  50158: step(
    'External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.',
  ),
  50173: dead(
    "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{now}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{now}'.",
  ),
  50196: token(
    'invalid_grant',
    'The server terminated an operation because it encountered a client request loop. Please contact your app vendor.',
  ),
  54005: token(
    'invalid_grant',
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  ),
  65001: {
    ...token(
      'invalid_grant',
      "The user or administrator has not consented to use the application with ID '{appId}' named '{appName}'. Send an interactive authorization request for this user and resource.",
    ),
    suberror: 'consent_required',
  },
  70000: token(
    'invalid_grant',
    'The user could not be authenticated or user interaction is required. The request was denied because one or more scopes requested are unauthorized or expired. The user must first sign in and grant the client application access to the requested scope.',
  ),
  70001: token(
    'unauthorized_client',
    "The application named '{appName}' was not found in the tenant named '{tenant}'.",
  ),
  70002: token('invalid_client', 'Error validating credentials.'),
  70003: token('unsupported_grant_type', 'The app requested an unsupported grant type.'),
  70008: token(
    'invalid_grant',
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  ),
  70012: {
    ...token('server_error', 'A server error occurred while authenticating an MSA (consumer) user.'),
    status: 500,
  },
  70043: dead(
    'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on {now} and the maximum allowed lifetime for this request is 86400.',
  ),
  90024: busy(503, 'Request budget exceeded error - A transient error has occurred. Please try again.'),
  90025: busy(503, 'Request processing has exceeded gateway allowance.'),
  90033: busy(503, 'A transient error has occurred. Please try again.'),
  90055: busy(429, 'The tenant is being throttled because too many requests came in.'),
  135010: token('invalid_request', 'Key not found.'),
  501481: token(
    'invalid_grant',
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  ),
  501491: token('invalid_grant', 'Invalid size of Code_Verifier parameter.'),
  700005: token('invalid_grant', 'Provided Authorization Code is intended to use against other tenant, thus rejected.'),
  700022: token('invalid_request', "Multiple resources are not supported for the input parameter scope '{scope}'."),
  700023: token(
    'invalid_request',
    "The provided value for the input parameter scope '{scope}' is not valid when requesting an access token.",
  ),
  700025: token(
    'invalid_client',
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  ),
  700027: token(
    'invalid_client',
    "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '{appId}'].",
  ),
  700082: dead(
    'The refresh token has expired due to inactivity. The token was issued on {now} and was inactive for 90.00:00:00.',
  ),
  700084: token(
    'invalid_grant',
    'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can’t be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.',
  ),
  900432: token('invalid_request', 'Confidential Client is not supported in Cross Cloud request.'),
  1002012: token(
    'invalid_scope',
    'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  ),
  7000215: token(
    'invalid_client',
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{appId}'.",
  ),
  7000218: token(
    'invalid_client',
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ),
  7000222: token(
    'invalid_client',
    "The provided client secret keys for app '{appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
  ),
  9001023: token(
    'invalid_request',
    'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
  ),
  9002313: token('invalid_grant', 'Invalid request. Request is malformed or invalid.'),
  9002341: step('User is required to permit SSO.'),
};
