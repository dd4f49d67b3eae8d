import { log } from '#lib/log';
import { hub, type Message, type Subscriber } from './hub.ts';

const noMore = {
  error: { code: 'too_many_streams', message: 'This session has several pages open that are told of changes.' },
};
const tryAgainSeconds = 60;
/** A page that reads so slowly is cut off; it opens another stream and looks at everything again. */
const mostWaiting = 100;

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // Compressed, messages would wait until there are enough of them.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

function textOf({ id, event, data }: Message): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data ?? ''}\n\n`;
}

/**
 * A stream of server-sent events (WHATWG HTML, 9.2) for one open page: `connection`, `link`, `credential`,
 * `integration`, `notice` or `activity` with what happened and the ids it is about, `resync` when something may have
 * been missed. It ends with the session, with the request, and when the process stops.
 */
export function openStream(
  { sessionId, after }: { sessionId: string; after: bigint | undefined },
  signal: AbortSignal,
): Response {
  if (!hub().hasRoom(sessionId)) {
    const init = { status: 429, headers: { 'Cache-Control': 'no-store', 'Retry-After': String(tryAgainSeconds) } };
    return Response.json(noMore, init);
  }
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      let isOpen = true;
      const write = (text: string) => {
        if (!isOpen) return;
        if ((controller.desiredSize ?? 0) < -mostWaiting) end();
        else controller.enqueue(encoder.encode(text));
      };
      const subscriber: Subscriber = {
        sessionId,
        send: (message) => write(textOf(message)),
        beat: () => write(':\n\n'),
        end: () => end(),
      };
      end = () => {
        if (!isOpen) return;
        isOpen = false;
        hub().remove(subscriber);
        controller.close();
      };
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) {
        end();
        return;
      }
      await hub()
        .add(subscriber, after)
        .catch((error: unknown) => {
          log().warn({ error }, 'an open page cannot be told of changes; it polls');
          end();
        });
    },
    cancel: () => end(),
  });
  return new Response(body, { headers });
}
