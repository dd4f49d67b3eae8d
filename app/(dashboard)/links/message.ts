import type { LinkLanguage } from '#lib/links/schema';

/** A text to send with a link. `{url}` is filled in where the link is shown. */
export type Message = { subject: string; body: string };

/** The text in every language of the connect pages, with the one that the link asks for. */
export type Messages = {
  language: LinkLanguage;
  texts: Readonly<Record<LinkLanguage, Message>>;
  /** The address to write to, if it is known. */
  to?: string | undefined;
};

export type Permission = { name: string; line: string };

/** What a message says of its link. */
export type MessageFacts = {
  /** The installation's name in its branding. */
  who: string | null;
  /** The integrations by their names. */
  what: string;
  permissions: readonly Permission[];
  /** The only account that may use the link. */
  account: string | null;
  /** When the link ends, in the message's language. */
  expires: string;
};

/** The messages of one language, by what the link is for. */
export type MessageTexts = Readonly<
  Record<'invitation' | 'reauthorize' | 'admin' | 'tenant' | 'sites', (facts: MessageFacts) => Message>
>;

/** One permission a line. */
export function permissionList(permissions: readonly Permission[]): string {
  return permissions.map(({ name, line }) => (line === name ? `- ${name}` : `- ${name}: ${line}`)).join('\n');
}

/** The message with the link's URL filled in. */
export function fillMessage({ subject, body }: Message, url: string): Message {
  return { subject, body: body.replace('{url}', () => url) };
}

/** A `mailto:` URL with the message (RFC 6068, which requires CRLF). */
export function mailtoHref({ subject, body }: Message, to = ''): string {
  const lines = body.replaceAll('\n', '\r\n');
  const address = encodeURIComponent(to).replace('%40', '@');
  return `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}
