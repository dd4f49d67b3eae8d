import { open, UnknownKeyError, VaultError } from '#lib/vault';
import { isTaken } from '#lib/webhooks/schema';
import { send } from '#lib/webhooks/send';
import { sendAsAccount } from './account-mail.ts';
import { type Mail, MailError, sendMail } from './mail.ts';
import { type AlertMessage, linkOf, paragraphsOf, slackBody, subjectOf, teamsBody, webhookBody } from './message.ts';
import type { StoredChannel } from './store.ts';

export const secretPlace = (id: string) => ({ table: 'alert_channel', row: id, column: 'sealed_secret' });

const bodies = { slack: slackBody, teams: teamsBody, webhook: webhookBody };

const names = { slack: 'Slack', teams: 'Teams', webhook: 'The receiver' };

async function post(kind: keyof typeof bodies, url: string, message: AlertMessage): Promise<string | undefined> {
  const body = JSON.stringify(bodies[kind](message));
  const attempt = await send({ url, id: message.id, body, secrets: [] });
  if (isTaken(attempt)) return undefined;
  const { status, error } = attempt;
  if (status === null) return `${names[kind]} was not reached. ${error ?? ''}`.trim();
  if (status === 404 || status === 410)
    return `${names[kind]} answered ${status}: the channel or its webhook is gone. Make a new webhook there and enter its address here.`;
  return `${names[kind]} answered ${status}.`;
}

/**
 * How a channel sends mail: by its mail server or from a connected account; undefined for other channels, and if the
 * settings cannot be read.
 * @throws VaultError, UnknownKeyError
 */
export function mailerOf({ id, mail, account, sealedSecret }: StoredChannel): Mailer | undefined {
  if (account) return { recipients: account.recipients, send: (one) => sendAsAccount(account.connectionId, one) };
  if (!mail) return undefined;
  const { recipients, ...server } = mail;
  const password = sealedSecret === null ? '' : open(sealedSecret, secretPlace(id));
  return { recipients, send: (one) => sendMail({ ...server, password }, one) };
}

type Mailer = { recipients: readonly string[]; send: (mail: Mail) => Promise<void> };

async function mailOut(channel: StoredChannel, message: AlertMessage): Promise<string | undefined> {
  const mailer = mailerOf(channel);
  if (!mailer) return 'The settings of this channel cannot be read. Save them again.';
  const [first] = message.items;
  const text = `${[...paragraphsOf(message), linkOf(message)].join('\n\n')}\n`;
  const thread = message.items.length === 1 ? first?.content.thread : undefined;
  try {
    await mailer.send({ to: mailer.recipients, subject: subjectOf(message), text, id: message.id, thread });
    return undefined;
  } catch (error) {
    if (error instanceof MailError) return error.message;
    throw error;
  }
}

/** Sends a message to a stored channel. Returns why it was refused; undefined if it was accepted. */
export async function sendToChannel(channel: StoredChannel, message: AlertMessage): Promise<string | undefined> {
  const { id, kind, sealedSecret } = channel;
  try {
    if (kind === 'email' || kind === 'account') return await mailOut(channel, message);
    return await post(kind, sealedSecret === null ? '' : open(sealedSecret, secretPlace(id)), message);
  } catch (error) {
    if (error instanceof VaultError || error instanceof UnknownKeyError)
      return 'Its secret cannot be opened by this server. Enter it again.';
    throw error;
  }
}
