import { open, UnknownKeyError, VaultError } from '#lib/vault';
import { isTaken } from '#lib/webhooks/schema';
import { send } from '#lib/webhooks/send';
import { MailError, sendMail } from './mail.ts';
import { type AlertMessage, linkOf, paragraphsOf, slackBody, subjectOf, teamsBody, webhookBody } from './message.ts';
import type { ChannelKind, MailSettings } from './schema.ts';
import type { StoredChannel } from './store.ts';

/** Where a message goes, with the secret opened. */
type Target = { kind: ChannelKind; mail: MailSettings | null; secret: string };

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

async function mailOut({ mail, secret }: Target, message: AlertMessage): Promise<string | undefined> {
  if (!mail) return 'The settings of the mail server cannot be read. Save them again.';
  const { recipients, ...server } = mail;
  const [first] = message.items;
  const text = `${[...paragraphsOf(message), linkOf(message)].join('\n\n')}\n`;
  const thread = message.items.length === 1 ? first?.content.thread : undefined;
  try {
    await sendMail(
      { ...server, password: secret },
      { to: recipients, subject: subjectOf(message), text, id: message.id, thread },
    );
    return undefined;
  } catch (error) {
    if (error instanceof MailError) return error.message;
    throw error;
  }
}

/** Sends a message; returns why it was not taken, undefined if it was. */
function sendTo(target: Target, message: AlertMessage): Promise<string | undefined> {
  return target.kind === 'email' ? mailOut(target, message) : post(target.kind, target.secret, message);
}

/** Sends a message to a stored channel; returns why it was not taken, undefined if it was. */
export async function sendToChannel(channel: StoredChannel, message: AlertMessage): Promise<string | undefined> {
  const { id, kind, settings: mail, sealedSecret } = channel;
  try {
    const secret = sealedSecret === null ? '' : open(sealedSecret, secretPlace(id));
    return await sendTo({ kind, mail, secret }, message);
  } catch (error) {
    if (error instanceof VaultError || error instanceof UnknownKeyError)
      return 'Its secret cannot be opened by this server. Enter it again.';
    throw error;
  }
}
