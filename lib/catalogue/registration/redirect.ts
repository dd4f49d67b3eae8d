import { type AccountTypes, includesPersonal } from '#lib/account-types';
import type { RegistrationChoice, RegistrationStep } from '../types.ts';
import { manual, registrationLink } from './portal.ts';

const forbidden = "!$'(),;";

type Rule = (uri: { url: URL; text: string; isForPersonal: boolean }) => string | undefined;

// Microsoft identity platform, "Redirect URI (reply URL) restrictions and limitations".
const rules: readonly Rule[] = [
  ({ url: { protocol, hostname } }) => {
    if (protocol === 'https:' || hostname === 'localhost') return undefined;
    if (hostname === '127.0.0.1')
      return 'The portal refuses http with 127.0.0.1; only the manifest (replyUrlsWithType) takes it. Easier: set PUBLIC_URL to http://localhost with your port, or to an https address, and open Latchkey there.';
    return `Microsoft takes http only for localhost, so it will refuse ${hostname}. Set PUBLIC_URL to an https address, or to http://localhost with your port, and open Latchkey there.`;
  },
  ({ url: { hostname } }) =>
    hostname.startsWith('[') ? 'Microsoft supports no IPv6 address here. Set PUBLIC_URL to a name.' : undefined,
  ({ text }) =>
    text.length > 256 ? 'It has more than the 256 characters Microsoft allows. Set a shorter PUBLIC_URL.' : undefined,
  ({ text }) => {
    const found = [...forbidden].filter((sign) => text.includes(sign));
    return found.length > 0
      ? `Microsoft does not allow ${found.join(' ')} in a redirect URI. Set another PUBLIC_URL.`
      : undefined;
  },
  ({ url, isForPersonal }) =>
    isForPersonal && url.search ? 'With personal accounts a redirect URI may carry no query string.' : undefined,
  ({ url }) => (url.hash ? 'A redirect URI may carry no fragment.' : undefined),
];

/** Lists what Microsoft will not accept about a redirect URI, each with what to do; empty when it will take it. */
function redirectProblems(redirectUri: string, accountTypes: AccountTypes): string[] {
  const uri = { url: new URL(redirectUri), text: redirectUri, isForPersonal: includesPersonal(accountTypes) };
  return rules.flatMap((rule) => rule(uri) ?? []);
}

/** The step that adds the redirect URI, with what Microsoft will not accept about it. */
export function redirectStep(registration: RegistrationChoice): RegistrationStep {
  const { redirectUri, accountTypes } = registration;
  return {
    id: 'redirect-uri',
    title: 'Add the redirect URI',
    body: [
      `Under Manage, Authentication choose Add a platform (newer portals: Add Redirect URI), then Web, enter ${redirectUri} and choose Configure.`,
      ...redirectProblems(redirectUri, accountTypes),
      'It must match to the letter: scheme, host, port, case and final slash (AADSTS50011). The platform must be Web: under Single-page application grants end after 24 hours (AADSTS700084), under Mobile and desktop applications secrets are refused (AADSTS700025).',
      'One redirect URI serves every customer and every integration, so none is ever made per customer, and none with a wildcard. For localhost the port does not count.',
      'Leave both boxes under Implicit grant and hybrid flows empty: Access tokens and ID tokens. Under Advanced settings (newer portals: Settings), Allow public client flows stays at No.',
    ],
    copy: [{ label: 'Redirect URI', value: redirectUri }],
    links: [
      registrationLink('authentication', registration),
      manual('How to add a redirect URI', 'how-to-add-redirect-uri'),
      manual('Rules for redirect URIs', 'reply-url'),
    ],
    optional: false,
  };
}

/** The step that says why the logout URL stays empty. */
export function logoutStep(registration: RegistrationChoice): RegistrationStep {
  return {
    id: 'logout',
    title: 'Leave the logout URL empty',
    body: [
      'On the same page, Front-channel logout URL stays empty. A grant does not hang on anybody’s browser session: signing out of Microsoft 365 ends no connection, so there is nothing to be told.',
    ],
    links: [registrationLink('authentication', registration)],
    optional: true,
  };
}
