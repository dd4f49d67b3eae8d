import { ConnectionError } from '#lib/connections/errors';
import { callAsAccount } from '#lib/connections/tokens/own-call';
import { type GraphRefusal, postMail } from '#lib/microsoft/graph';
import { VaultError } from '#lib/vault';
import { type Mail, MailError } from './mail.ts';

function reasonOf({ status, code }: GraphRefusal): string {
  if (status === undefined) return 'Microsoft Graph could not be reached.';
  const answer = `Microsoft Graph answered ${status}${code ? ` (${code})` : ''}`;
  if (status === 403)
    return `${answer}: the connection may not send mail. Add Mail.Send to its integration and reauthorize it.`;
  if (status === 404) return `${answer}: the account has no mailbox.`;
  if (status === 429) return `${answer}: the account sends too much.`;
  return `${answer}.`;
}

/**
 * Sends one mail from a connected account, through Graph. The account is the sender, and Exchange writes the headers.
 * @throws MailError
 */
export async function sendAsAccount(connectionId: string, { subject, text, to, replyTo }: Mail): Promise<void> {
  const send = () => callAsAccount(connectionId, (access) => postMail(access, { subject, text, to, replyTo }));
  const answer = await send().catch((cause: unknown) => {
    if (cause instanceof ConnectionError && cause.code === 'not_found')
      throw new MailError('The connection that sends was deleted. Choose another.', { cause });
    if (cause instanceof ConnectionError || cause instanceof VaultError)
      throw new MailError(`The connection that sends cannot be used. ${cause.message}`, { cause });
    throw cause;
  });
  if ('refusal' in answer) throw new MailError(reasonOf(answer.refusal));
}
