import type { AccountTypes } from '../schema.ts';

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
export function redirectProblems(redirectUri: string, accountTypes: AccountTypes): string[] {
  const uri = { url: new URL(redirectUri), text: redirectUri, isForPersonal: accountTypes.endsWith('personal') };
  return rules.flatMap((rule) => rule(uri) ?? []);
}
