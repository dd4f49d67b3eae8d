import { log } from '#lib/log';
import { hub, type Message, type Subscriber } from './hub.ts';

const noMore = {
  error: { code: 'too_many_streams', message: 'This session has several pages open that are told of changes.' },
};
const tryAgainSeconds = 60;
/**
 * Messages that may wait for a page that reads slowly. With more, its stream is ended; the page opens another and
 * reloads its data.
 */
const mostWaiting = 100;

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // Prevents compression, which would hold messages back until there is enough data.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

function textOf({ id, event, data }: Message): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data ?? ''}\n\n`;
}

/**
 * A stream of server-sent events (WHATWG HTML, 9.2) for one open page. Its events are `connection`, `link`,
 * `credential`, `integration`, `notice` and `activity`, with what happened and the ids concerned, and `resync` when
 * some may have been lost. It ends with the session, with the request, or when the process stops.
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
