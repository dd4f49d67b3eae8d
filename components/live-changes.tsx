'use client';

/** What changed, by the ids it is about; undefined: anything may have. */
export type Change = { topic: string; ids: readonly string[] } | undefined;

const topics = ['activity', 'connection', 'credential', 'integration', 'link', 'notice'] as const;
export type Topic = (typeof topics)[number];

type Listener = (change: Change) => void;

const listeners = new Set<Listener>();
const pollMilliseconds = 5_000;
/** A stream that was refused is asked for again after some time. */
const againMilliseconds = 30_000;

let source: EventSource | undefined;
let poll: ReturnType<typeof setInterval> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
/** The last event that this page knows. */
let known: string | undefined;

function tell(change: Change) {
  for (const listener of listeners) listener(change);
}

function pollMeanwhile() {
  poll ??= setInterval(() => tell(undefined), pollMilliseconds);
}

function stopPolling() {
  clearInterval(poll);
  poll = undefined;
}

function open() {
  clearTimeout(retry);
  if (source || listeners.size === 0 || document.visibilityState !== 'visible') return;
  const opened = new EventSource(`/api/dashboard/live${known === undefined ? '' : `?after=${known}`}`);
  source = opened;
  opened.addEventListener('ready', ({ lastEventId }) => {
    known = lastEventId;
    stopPolling();
  });
  opened.addEventListener('resync', () => tell(undefined));
  for (const topic of topics)
    opened.addEventListener(topic, ({ data, lastEventId }: MessageEvent<string>) => {
      if (lastEventId) known = lastEventId;
      tell({ topic, ids: data.split(' ').slice(1) });
    });
  opened.addEventListener('error', () => {
    pollMeanwhile();
    // The browser connects again by itself, except after an answer that is no stream.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
    source = undefined;
    retry = setTimeout(open, againMilliseconds);
  });
}

function close() {
  clearTimeout(retry);
  stopPolling();
  source?.close();
  source = undefined;
}

function followVisibility() {
  if (document.visibilityState !== 'visible') return close();
  tell(undefined);
  open();
}

/**
 * Calls back when something changes, while the page is visible: all parts of a page share one stream of server-sent
 * events, and poll while there is none. `after` is the last event that the page was rendered with. Returns what ends it.
 */
export function followChanges(listener: Listener, after?: string): () => void {
  known ??= after;
  if (listeners.size === 0) document.addEventListener('visibilitychange', followVisibility);
  listeners.add(listener);
  // A moment later, when every part of the page has said from which event on.
  setTimeout(open, 0);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', followVisibility);
    close();
  };
}
