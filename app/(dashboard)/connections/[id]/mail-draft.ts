type Draft = { to: string; username: string; integrationName: string; url: string };

/** A `mailto:` address with a message that asks somebody to sign in again (RFC 6068). */
export function mailDraft({ to, username, integrationName, url }: Draft): string {
  const subject = `Sign in again: ${integrationName}`;
  const body = [
    'Hello,',
    `we can no longer reach the Microsoft account ${username} (${integrationName}). Sign in with it once more here, and everything goes on as before:`,
    url,
    'The link is for this account only and can be used once.',
  ].join('\r\n\r\n');
  return `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
