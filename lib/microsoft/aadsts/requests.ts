import { defineEntries, nothingForAdmin, startAgain } from '#lib/microsoft/aadsts/define';

const report = 'Have the user start again; if it stays, report it with trace and correlation ID.';

/** Requests that were not right, and trouble at Microsoft that passes. */
export const requestEntries = defineEntries([
  {
    codes: { 90024: '', 90025: '', 90033: 'MsodsServiceUnavailable', 90055: '' },
    meaning: "Microsoft's sign-in service is busy or this tenant is being slowed down.",
    operator: 'Nothing to do: Latchkey asks again by itself, and the connection stays as it is.',
    endUser: 'Microsoft is busy at the moment. Open the link again in a few minutes.',
    admin: "Microsoft's sign-in service was busy. It passes by itself.",
    who: 'app',
    transient: true,
  },
  {
    codes: { 70012: 'MsaServerError' },
    meaning: "Microsoft's sign-in for personal accounts had a fault.",
    operator: 'Nothing to do: Latchkey asks again by itself, and the connection stays as it is.',
    endUser: 'Microsoft had a fault. Open the link again in a few minutes.',
    admin: 'The sign-in for personal accounts had a fault. It passes by itself.',
    who: 'app',
    transient: true,
  },
  {
    codes: { 50196: 'LoopDetected' },
    meaning: 'Microsoft saw the same request too often in a short time and holds it back.',
    operator:
      'Nothing to do for five minutes. If it comes back, look for a second installation using the same client ID.',
    endUser: 'Microsoft saw too many sign-ins in a short time. Wait five minutes and open the link again.',
    admin: 'The app asked too often in a short time and is held back. It passes by itself.',
    who: 'app',
    transient: true,
  },
  {
    codes: { 50147: 'MissingCodeChallenge', 501481: '', 501491: '' },
    meaning: 'The proof that both halves of the sign-in belong together (PKCE) did not fit.',
    operator: `It happens when two sign-ins cross. ${report}`,
    endUser: startAgain,
    admin: nothingForAdmin,
    who: 'app',
  },
  {
    codes: { 700005: '' },
    meaning: 'The sign-in code was made for another tenant than the one it was redeemed at.',
    operator: `See that the tenant ID of the integration was not changed meanwhile. ${report}`,
    endUser: startAgain,
    admin: nothingForAdmin,
    who: 'app',
  },
  {
    codes: {
      70003: 'UnsupportedGrantType',
      70004: 'InvalidRedirectUri',
      70005: 'UnsupportedResponseType',
      700054: '',
    },
    meaning: 'Microsoft does not allow this kind of request for the app registration.',
    operator: `See that the redirect URI is registered under the platform Web. ${report}`,
    endUser: startAgain,
    admin: nothingForAdmin,
    who: 'app',
  },
  {
    codes: { 28000: '', 700022: '' },
    meaning: 'One token request named permissions of several resources.',
    operator: `See that no single scope carries the address of another resource. ${report}`,
    endUser: startAgain,
    admin: nothingForAdmin,
    who: 'app',
  },
  {
    codes: { 28002: '', 28003: '', 700023: '' },
    meaning: 'The token request named no valid permission.',
    operator: `See that the integration asks for at least one permission. ${report}`,
    endUser: startAgain,
    admin: nothingForAdmin,
    who: 'app',
  },
  {
    codes: { 90014: 'MissingRequiredField', 900144: '', 90023: 'InvalidRequest', 901002: '', 135010: '', 165900: '' },
    meaning: 'Microsoft found the request incomplete or not valid.',
    operator: report,
    endUser: startAgain,
    admin: nothingForAdmin,
    who: 'app',
  },
  {
    codes: { 90015: 'QueryStringTooLong', 90056: 'BadResourceRequest', 900561: 'BadResourceRequestInvalidRequest' },
    meaning: 'The request was too long, or a page of the sign-in was opened again with the Back button.',
    operator: 'Ask the user to open the link again, and not to go back within the sign-in.',
    endUser: 'A page of the sign-in was opened twice or out of order. Open your link again.',
    admin: nothingForAdmin,
    who: 'user',
  },
]);
