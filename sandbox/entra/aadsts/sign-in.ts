import type { Aadsts } from './shape.ts';

const page = (error: string, text: string): Aadsts => ({ error, where: 'page', text });
const redirect = (error: string, text: string): Aadsts => ({ error, where: 'redirect', text });
/** A policy that lets nobody through. */
const blocked = (text: string): Aadsts => ({
  ...page('interaction_required', text),
  suberror: 'message_only',
  claims: true,
});
const approval = (text: string): Aadsts => ({ ...page('access_denied', text), returns: true });

/** Codes that belong to the sign-in: on its pages, or sent back to the app. */
export const signInCodes: Readonly<Record<number, Aadsts>> = {
  16000: redirect(
    'interaction_required',
    'User account from identity provider has more than one account signed in, and none is selected.',
  ),
  50001: redirect('invalid_resource', 'The resource is disabled or the resource named {resource} was not found.'),
  50011: page(
    'invalid_request',
    "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this error.",
  ),
  50020: page(
    'access_denied',
    "User account '{EmailHidden}' from identity provider 'live.com' does not exist in tenant '{tenant}' and cannot access the application '{appId}'({appName}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different account.",
  ),
  50034: page(
    'invalid_grant',
    'The user account {EmailHidden} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.',
  ),
  50053: page(
    'access_denied',
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  ),
  50057: page('invalid_grant', 'The user account is disabled.'),
  50058: redirect('login_required', 'A silent sign-in request was sent but no user is signed in.'),
  50059: page(
    'invalid_request',
    'No tenant-identifying information found in either the request or implied by any provided credentials.',
  ),
  50089: redirect('invalid_request', 'Authentication failed due to flow token expired.'),
  50105: page(
    'access_denied',
    "Your administrator has configured the application {appName} ('{appId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{EmailHidden}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
  ),
  50140: redirect(
    'interaction_required',
    "This error occurred due to 'Keep me signed in' interrupt when the user was signing-in.",
  ),
  50147: redirect('invalid_request', 'Invalid size of Code_Challenge parameter.'),
  50194: redirect(
    'invalid_request',
    "Application '{appId}'({appName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  ),
  50199: redirect(
    'interaction_required',
    'For security reasons, user confirmation is required for this request. Please repeat the request allowing user interaction.',
  ),
  51004: page(
    'access_denied',
    'The user account {EmailHidden} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.',
  ),
  53000: blocked('Your device is required to be compliant to access this resource.'),
  53001: blocked('Your device is required to be managed to access this resource.'),
  53002: blocked('The application used is not an approved application for Conditional Access.'),
  53003: blocked(
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  ),
  53004: blocked(
    'User needs to complete multi-factor authentication registration process before accessing this content, and it was blocked due to suspicious activity.',
  ),
  53011: blocked('User blocked due to risk on home tenant.'),
  65004: redirect('access_denied', 'User declined to consent to access the app.'),
  65005: redirect(
    'invalid_client',
    'The application required resource access list does not contain applications discoverable by the resource or the client application has requested access to resource, which was not specified in its required resource access list.',
  ),
  70004: redirect('invalid_request', 'The app returned a redirect URI that is not valid.'),
  70005: redirect('unsupported_response_type', 'The app requested an unsupported response type.'),
  70007: redirect('invalid_request', "Unsupported value for 'response_mode' when requesting a token."),
  70011: redirect(
    'invalid_scope',
    "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not configured for this tenant.",
  ),
  90002: page(
    'invalid_request',
    "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
  ),
  90014: redirect(
    'invalid_request',
    "The required field 'request' is missing from the credential. Ensure that you have all the necessary parameters for the login request.",
  ),
  90015: page('invalid_request', 'Requested query string is too long.'),
  90023: redirect('invalid_request', 'The authentication service request is not valid.'),
  90038: page(
    'invalid_request',
    "The specified tenant '{tenant}' belongs to a national cloud that the current cloud instance does not federate with.",
  ),
  90056: page(
    'invalid_request',
    'The resource is disabled or the address was opened in a way that this endpoint does not take. Start the sign-in again.',
  ),
  90072: page(
    'access_denied',
    "User account '{EmailHidden}' from identity provider 'live.com' does not exist in tenant '{tenant}' and cannot access the application '{appId}'({appName}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
  ),
  90093: approval(
    'This operation can only be performed by an administrator. Sign out and sign in as an administrator or contact one of your organization’s administrators.',
  ),
  90094: approval('This app requires an administrator’s permission: the grant requires admin permission.'),
  90095: approval('Admin consent is required. A request for admin consent has been sent.'),
  90099: page(
    'access_denied',
    "The application '{appId}' ({appName}) has not been authorized in the tenant '{tenant}'. Applications must be authorized to access the customer tenant before partner delegated administrators can use them.",
  ),
  90124: redirect(
    'invalid_resource',
    'The resource is not supported over the /common or /consumers endpoints. Use the /organizations or tenant-specific endpoint instead.',
  ),
  90130: redirect(
    'invalid_request',
    "Application '{appId}' ({appName}) is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
  ),
  165900: redirect('invalid_request', 'Invalid API request.'),
  500011: redirect(
    'invalid_resource',
    'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  ),
  500021: page(
    'access_denied',
    "Access to tenant '{tenant}' is denied. Your administrator has restricted the tenants that you can use (tenant restrictions).",
  ),
  500113: page('invalid_client', 'No reply address is registered for the application.'),
  500208: page('access_denied', 'The domain is not a valid login domain for the account type.'),
  500212: page(
    'access_denied',
    'The user’s administrator has set an outbound access policy that does not allow access to the resource tenant.',
  ),
  500213: page(
    'access_denied',
    'The resource tenant’s cross-tenant access policy does not allow this user to access this tenant.',
  ),
  530003: blocked('Your device is required to be managed to access this resource.'),
  530032: blocked('Access has been blocked by a security policy of the tenant.'),
  530035: blocked(
    'Access has been blocked by security defaults. This is due to the request using legacy auth or being deemed unsafe by security defaults policies.',
  ),
  650052: page(
    'invalid_client',
    "The app is trying to access a service '{resource}' that your organization '{tenant}' lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions or consent to the application in order to create the required service principal.",
  ),
  650053: redirect(
    'invalid_client',
    "The application '{appName}' asked for scope '{scope}' that doesn't exist on the resource '{resource}'. Contact the app vendor.",
  ),
  650054: redirect(
    'invalid_client',
    "The application '{appId}' asked for permissions to access a resource that has been removed or is no longer available. Contact the app vendor.",
  ),
  650056: redirect(
    'invalid_client',
    "Misconfigured application. The client has not listed any permissions for '{resource}' in the requested permissions in the client's application registration.",
  ),
  650057: redirect(
    'invalid_resource',
    "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: {appId}({appName}). Resource value from request: {resource}.",
  ),
  700016: page(
    'unauthorized_client',
    "Application with identifier '{appId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  ),
  700038: page('invalid_request', '00000000-0000-0000-0000-000000000000 is not a valid application identifier.'),
  700054: redirect('unsupported_response_type', "response_type 'id_token' is not enabled for the application."),
  900023: page(
    'invalid_request',
    "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
  ),
  900144: redirect('invalid_request', "The request body must contain the following parameter: 'client_id'."),
  900382: page('invalid_request', 'Confidential Client is not supported in Cross Cloud request.'),
  900561: page('invalid_request', 'The endpoint only accepts POST requests. Received a GET request.'),
  900941: approval('Administrator consent is required. App is considered risky.'),
  900971: page('invalid_request', 'No reply address provided.'),
  900981: approval('Administrator consent is required. App is considered risky: its publisher is not verified.'),
  901002: redirect('invalid_request', "The 'resource' request parameter isn't supported."),
  1000031: page(
    'access_denied',
    'The application {appName} cannot be accessed at this time. Contact your administrator.',
  ),
  7000112: page('unauthorized_client', "Application '{appId}'({appName}) is disabled."),
  9002331: redirect(
    'invalid_request',
    "Application '{appId}'({appName}) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.",
  ),
  9002332: redirect(
    'invalid_request',
    "Application '{appId}'({appName}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.",
  ),
};
