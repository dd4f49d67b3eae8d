/** A text to send with a link. `{url}` and `{expires}` are filled in where the link is shown. */
export type Message = { subject: string; body: string };

type Permission = { name: string; line: string };

/** For the person whose account is to be connected. */
export function invitationMessage(who: string | null): Message {
  return {
    subject: 'Connect your Microsoft account',
    body: `Hello,

please connect your Microsoft account${who ? ` to ${who}` : ''} here:

{url}

The page says what is asked before anything happens. The link is valid until {expires} and can be used once.`,
  };
}

/** For the person whose account is to be connected again. */
export function reauthorizeMessage(who: string | null, what: string): Message {
  return {
    subject: `Sign in again: ${what}`,
    body: `Hello,

${who ?? 'we'} can no longer reach your Microsoft account (${what}) or ${who ? 'needs' : 'need'} more permissions than before. Sign in with it once more here, and everything goes on as it is set up:

{url}

Only the account that was connected before can use the link. It is valid until {expires} and can be used once.`,
  };
}

type AdminRequest = { who: string | null; what: string; permissions: readonly Permission[] };

/** For an administrator, who can see before opening the link who asks for what. */
export function adminMessage({ who, what, permissions }: AdminRequest): Message {
  const asked = permissions.map(({ name, line }) => (line === name ? `- ${name}` : `- ${name}: ${line}`)).join('\n');
  return {
    subject: `Approval needed at Microsoft: ${what}${who ? ` for ${who}` : ''}`,
    body: `Hello,

people in your organization want to connect their Microsoft accounts (${what})${who ? ` to ${who}` : ''}. Microsoft lets only an administrator approve that. Please look at the request and approve it here:

{url}

It asks for these permissions, each on behalf of the person who signs in:
${asked}

By itself the approval gives access to nobody's data: each person still connects, and the app can do no more than that person. You can withdraw it in the Entra admin center under Enterprise applications.

You need the role Cloud Application Administrator, Application Administrator or Global Administrator. The link is valid until {expires}.`,
  };
}

/** For the administrator of a whole tenant, whose consent is the connection. */
export function tenantMessage({ who, what, permissions }: AdminRequest): Message {
  const asked = permissions.map(({ name, line }) => (line === name ? `- ${name}` : `- ${name}: ${line}`)).join('\n');
  const reach = asked
    ? `It asks for these application permissions, which hold for the whole organization with nobody signed in:\n${asked}`
    : 'In Entra it asks for no permission: what it reaches is decided where the data is.';
  return {
    subject: `Approval needed at Microsoft: ${what}${who ? ` for ${who}` : ''}`,
    body: `Hello,

please let ${who ? `${who} (${what})` : what} into your organization. The page says what that allows before anything happens:

{url}

${reach}

You need the role Privileged Role Administrator or Global Administrator. You can withdraw it in the Entra admin center under Enterprise applications. The link is valid until {expires} and can be used once.`,
  };
}

/** For the administrator of a connected tenant, who picks the sites that its app may use. */
export function sitesMessage(who: string | null, what: string): Message {
  return {
    subject: `Choose the sites that ${who ?? what} may use`,
    body: `Hello,

${who ? `${who} (${what})` : what} reaches only those SharePoint sites of your organization that you release for it. Choose them, or take one back, here:

{url}

You need the role SharePoint Administrator or Global Administrator. The link is valid until {expires} and can be used more than once.`,
  };
}

/** The message with its placeholders filled in. */
export function fillMessage({ subject, body }: Message, { url, expires }: { url: string; expires: string }): Message {
  return { subject, body: body.replace('{url}', () => url).replace('{expires}', () => expires) };
}

/** A `mailto:` URL with the message (RFC 6068, which requires CRLF). */
export function mailtoHref({ subject, body }: Message): string {
  const lines = body.replaceAll('\n', '\r\n');
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}
