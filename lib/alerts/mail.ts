import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { env } from '#lib/env';
import { forwardProxyOf, whyUnreachable } from '#lib/outgoing';
import { connectReceiver, InnerAddressError } from '#lib/receiver';
import type { MailSettings } from './schema.ts';

/** A mail server and the sender's address, with the password if one is needed. */
type MailServer = Omit<MailSettings, 'recipients'> & { password: string };

export type Mail = {
  to: readonly string[];
  replyTo?: string | undefined;
  fromName?: string | undefined;
  subject: string;
  text: string;
  /** Unique id of this mail, for its Message-ID header. */
  id: string;
  /** Common id of mails about one problem, so that mail programs show them as one thread. */
  thread?: string | undefined;
};

/** A mail was refused. The message says why and contains no secrets. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly code = 'mail_not_taken';
}

/** Milliseconds. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 20_000 };

const failure = z.object({
  code: z.string().optional(),
  /** Error code of the operating system or of TLS. */
  originalCode: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
});

/** The server's answer is shown, because it is written for senders and never contains the password. */
function reasonOf(error: unknown, { host, port }: MailServer): string {
  if (error instanceof InnerAddressError) return `${error.message}.`;
  const { code, originalCode, responseCode, response } = failure.safeParse(error).data ?? {};
  const server = `${host}:${port}`;
  if (code === 'EAUTH') return `${server} does not accept the user name and password (${responseCode ?? 'no code'}).`;
  if (responseCode && response && code !== 'ETLS') return `${server} refused the mail: ${response.slice(0, 300)}`;
  const below = Object.assign(new Error(code), { code: originalCode ?? code });
  const why = whyUnreachable(below, `https://${server}`);
  if (why) return `${server} could not be reached: ${why.words}.`;
  if (code === 'ETLS') return `${server} offers no TLS that can be used. Choose another protection, or another port.`;
  return `${server} did not take the mail.`;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/**
 * Sends one mail by SMTP, through the forward proxy if there is one. The server must be in a network that may be
 * called, as for receivers of webhooks.
 * @throws MailError
 */
export async function sendMail(server: MailServer, mail: Mail): Promise<void> {
  const { port, security, user, password, from } = server;
  const host = server.host.replace(/^\[(.*)\]$/, '$1');
  const proxy = forwardProxyOf(`https://${server.host}:${port}`);
  const connection = await connectReceiver({ host, port }).catch((error: unknown) => {
    throw new MailError(reasonOf(error, server), { cause: error });
  });
  const transport = createTransport({
    host,
    port,
    ...(connection ? { connection } : { proxy }),
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: password } }),
    ...patience,
    // Otherwise nodemailer would read files and fetch URLs that a message names.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const references = mail.thread && `<${mail.thread}@${domainOf(from)}>`;
  try {
    await transport.sendMail({
      from: { name: mail.fromName ?? `Latchkey (${new URL(env().publicUrl).host})`, address: from },
      to: [...mail.to],
      ...(mail.replyTo && { replyTo: mail.replyTo }),
      subject: mail.subject,
      text: mail.text,
      messageId: `<${createHash('sha256').update(mail.id).digest('hex').slice(0, 32)}@${domainOf(from)}>`,
      ...(references && { references, inReplyTo: references }),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    throw new MailError(reasonOf(error, server), { cause: error });
  } finally {
    transport.close();
    connection?.destroy();
  }
}
