import type { PickerEvent } from '../../../../../lib/embed/browser/picker.js';

/** A line of the log: who said it, in a few words, and all of it. */
export type Said = { by: 'picker' | 'page' | 'latchkey'; title: string; detail?: unknown; isProblem?: true };

type Message = Extract<PickerEvent, { type: 'message' }>['message'];

/** What a message is about: the name of its command or notification, or how it was answered. */
function subject(data: unknown): string {
  if (typeof data !== 'object' || data === null) return '';
  if ('command' in data) return `: ${data.command}`;
  if ('notification' in data) return `: ${data.notification}`;
  return 'result' in data ? `: ${data.result}${codeOf(data)}` : '';
}

function codeOf(data: object): string {
  const error = 'error' in data ? data.error : undefined;
  return typeof error === 'object' && error !== null && 'code' in error ? `, ${error.code}` : '';
}

function messageLine(direction: 'in' | 'out', message: Message): Said {
  const { type = 'a message without a type', data } = message;
  const title = `${type}${subject(data)}`;
  return {
    by: direction === 'in' ? 'picker' : 'page',
    title,
    detail: message,
    ...(isError(data) && { isProblem: true }),
  };
}

const isError = (data: unknown) =>
  typeof data === 'object' && data !== null && 'result' in data && data.result === 'error';

/** An event of `openPicker` as a line of the log. */
export function lineOf(event: PickerEvent): Said {
  switch (event.type) {
    case 'message':
      return messageLine(event.direction, event.message);
    case 'posted':
      return { by: 'page', title: `form with a token for ${event.resource}, by POST` };
    case 'token':
      return { by: 'latchkey', title: `token for ${event.resource}`, detail: event };
    case 'refused':
      return {
        by: 'latchkey',
        title: `no token for ${event.resource}: ${event.message}`,
        detail: event,
        isProblem: true,
      };
    case 'blocked':
      return { by: 'page', title: 'the browser opened no window, so it is in a frame', isProblem: true };
    case 'reauthorize':
      return { by: 'latchkey', title: 'the account has to sign in again', isProblem: true };
  }
}
