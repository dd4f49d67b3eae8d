import { env } from '#lib/env';
import type { AlertItem } from './schema.ts';

/** The content of one message: one change, or several in a digest. */
export type AlertMessage = { id: string; items: readonly AlertItem[]; isTest?: true };

/** The most lines of a digest. Further changes are only counted. */
const linesShown = 30;

const titleOf = ({ change, content }: AlertItem) => (change === 'over' ? `Solved: ${content.title}` : content.title);

const hrefOf = (path: string) => `${env().publicUrl}${path}`;

function countText(items: readonly AlertItem[]): string {
  const over = items.filter(({ change }) => change === 'over').length;
  const open = items.length - over;
  const parts = [open > 0 && `${open} ${open === 1 ? 'problem' : 'problems'}`, over > 0 && `${over} solved`];
  return parts.filter(Boolean).join(', ');
}

/** One line that says what happened. */
export function subjectOf({ items }: AlertMessage): string {
  const [first] = items;
  return items.length === 1 && first ? titleOf(first) : `${countText(items)} since the last message`;
}

/** Whether the message only reports solved problems, so that nobody has to act. */
function isQuietMessage({ items }: AlertMessage): boolean {
  return items.every(({ change }) => change === 'over');
}

/** The address behind the message's only button. */
export function linkOf({ items }: AlertMessage): string {
  const [first] = items;
  return hrefOf(items.length === 1 && first ? first.content.path : '/');
}

/** What happened, why, and what to do, as paragraphs of plain text. */
export function paragraphsOf({ items }: AlertMessage): string[] {
  const [first] = items;
  if (items.length === 1 && first) {
    const { message, fix } = first.content;
    return first.change === 'over'
      ? ['It is as it should be again. Nothing has to be done.']
      : [message, fix].filter(Boolean);
  }
  const shown = items.slice(0, linesShown).map(titleOf);
  const more = items.length - shown.length;
  return [...shown, ...(more > 0 ? [`And ${more} more.`] : [])];
}

const slackText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Body for Slack's incoming webhooks: a text for notifications, and blocks. The blocks are plain text, so a name cannot
 * mention anybody.
 */
export function slackBody(message: AlertMessage): object {
  const plain = (text: string) => ({ type: 'plain_text', text: text.slice(0, 2_900), emoji: false });
  const subject = subjectOf(message);
  const section = (text: string) => ({ type: 'section', text: plain(text) });
  const button = { type: 'button', text: plain('Open Latchkey'), url: linkOf(message) };
  return {
    text: slackText(subject),
    blocks: isQuietMessage(message)
      ? [section([subject, ...paragraphsOf(message).slice(0, message.items.length > 1 ? undefined : 0)].join('\n'))]
      : [section(subject), section(paragraphsOf(message).join('\n')), { type: 'actions', elements: [button] }],
  };
}

/** A card for the webhook of a Teams workflow ("When a Teams webhook request is received"). */
export function teamsBody(message: AlertMessage): object {
  // Adaptive Cards interpret Markdown in a TextBlock, so a name could contain a link.
  const plain = (text: string) => text.replaceAll(/[[\]()*_`#<>\\]/g, (sign) => `\\${sign}`);
  const block = (text: string, more = {}) => ({ type: 'TextBlock', text: plain(text), wrap: true, ...more });
  const weight = isQuietMessage(message) ? 'default' : 'bolder';
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [block(subjectOf(message), { weight }), ...paragraphsOf(message).map((text) => block(text))],
          actions: [{ type: 'Action.OpenUrl', title: 'Open Latchkey', url: linkOf(message) }],
        },
      },
    ],
  };
}

/** Body for a plain webhook: all changes, each with the rule that selected it. */
export function webhookBody(message: AlertMessage): object {
  return {
    type: 'alert',
    id: message.id,
    summary: subjectOf(message),
    test: message.isTest === true,
    alerts: message.items.map(({ rule, change, content, createdAt }) => ({
      rule,
      state: change === 'over' ? 'solved' : 'open',
      level: content.level,
      title: content.title,
      message: content.message,
      fix: content.fix,
      url: hrefOf(content.path),
      timestamp: createdAt.toISOString(),
    })),
  };
}
