import { EventError } from '#lib/events/errors';
import { listEvents, newestEvent } from '#lib/events/events';
import { type Listening, listen } from '#lib/events/listen';
import type { PublicEvent } from '#lib/events/schema';
import { log } from '#lib/log';
import { readLiveSessions } from '#lib/operators/sessions';

/** One message of a stream of server-sent events. */
export type Message = { id?: bigint; event: string; data?: string };

/** The stream to one open page. */
export type Subscriber = { sessionId: string; send: (message: Message) => void; beat: () => void; end: () => void };

const lookMilliseconds = 5_000;
/** Proxies close connections that are silent for half a minute or more. */
const beatMilliseconds = 15_000;
const atOnce = 500;

/**
 * A browser opens at most six connections to a server over HTTP/1.1. More streams would leave none for other requests.
 */
const streamsPerSession = 4;

function messageOf({ position, type, data }: PublicEvent): Message {
  const ids = [data.link?.id, data.connection_id].filter(Boolean).join(' ');
  return { id: position, event: type.split('.')[0] ?? '', data: `${type} ${ids}`.trim() };
}

type Run = { listening: Promise<Listening>; timers: NodeJS.Timeout[]; ready: Promise<void> };

/**
 * Sends changes made by any process to the open pages of this process. All pages share one listening connection and one
 * query for new events every five seconds. Both run only while pages are open.
 */
class Hub {
  /** The open pages, each with the version of its session when the page was opened. */
  readonly #subscribers = new Map<Subscriber, number | undefined>();
  #position = 0n;
  #run: Run | undefined;
  #isClosed = false;
  #looking: Promise<void> | undefined;
  #looksAgain = false;

  /** Whether a session may open another stream. */
  hasRoom(sessionId: string): boolean {
    const open = [...this.#subscribers.keys()].filter((one) => one.sessionId === sessionId);
    return !this.#isClosed && open.length < streamsPerSession;
  }

  /** Adds a page that has seen the events up to `after`. If there are newer ones, the page gets `resync`. */
  async add(subscriber: Subscriber, after: bigint | undefined): Promise<void> {
    this.#subscribers.set(subscriber, undefined);
    this.#run ??= this.#start();
    await this.#run.ready;
    await this.#checkSessions();
    subscriber.send({ id: this.#position, event: 'ready' });
    if (after !== undefined && after !== this.#position) subscriber.send({ event: 'resync' });
  }

  remove(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    if (this.#subscribers.size === 0) void this.#stop();
  }

  /** Ends all streams and accepts no further ones. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const subscriber of this.#subscribers.keys()) subscriber.end();
    await this.#stop();
  }

  #start(): Run {
    const listening = listen({
      onEvents: () => void this.#look(),
      onChange: (topic, id) => {
        if (topic === 'session') void this.#quietly(this.#checkSessions());
        else this.#tell({ event: topic, data: `${topic} ${id}`.trim() });
      },
      onGap: () => this.#tell({ event: 'resync' }),
    });
    const timers = [
      setInterval(() => void this.#look(), lookMilliseconds).unref(),
      setInterval(() => this.#beat(listening), beatMilliseconds).unref(),
    ];
    const begin = async () => {
      await listening;
      this.#position = await newestEvent();
    };
    return { listening, timers, ready: begin() };
  }

  async #stop(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    for (const timer of run?.timers ?? []) clearInterval(timer);
    await run?.ready.catch(() => {});
    await (await run?.listening)?.stop();
  }

  #tell(message: Message): void {
    for (const subscriber of this.#subscribers.keys()) subscriber.send(message);
  }

  #beat(listening: Promise<Listening>): void {
    for (const subscriber of this.#subscribers.keys()) subscriber.beat();
    void listening.then((one) => one.check());
    void this.#quietly(this.#checkSessions());
  }

  /** Ends the streams whose session has ended, or whose cookie was replaced. */
  async #checkSessions(): Promise<void> {
    const ids = [...this.#subscribers.keys()].map(({ sessionId }) => sessionId);
    const live = await readLiveSessions(ids);
    for (const [subscriber, known] of this.#subscribers) {
      const version = live.get(subscriber.sessionId);
      const isOver = version === undefined || (known !== undefined && known !== version);
      if (!isOver) this.#subscribers.set(subscriber, version);
      // Pages that were added during the query are checked next time.
      else if (ids.includes(subscriber.sessionId)) subscriber.end();
    }
  }

  /** Sends the events since the last query. A notification that arrives meanwhile causes one more query. */
  #look(): Promise<void> {
    this.#looksAgain = true;
    this.#looking ??= this.#quietly(this.#lookOn()).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookOn(): Promise<void> {
    await this.#run?.ready;
    while (this.#looksAgain) {
      this.#looksAgain = false;
      const page = await listEvents({}, { after: this.#position, limit: atOnce }).catch(async (error: unknown) => {
        if (!(error instanceof EventError)) throw error;
        // The database was restored from a backup, or the last query is longer ago than events are kept.
        this.#tell({ event: 'resync' });
        return { events: [], next: await newestEvent(), hasMore: false };
      });
      this.#position = page.next;
      for (const event of page.events) this.#tell(messageOf(event));
      this.#looksAgain ||= page.hasMore;
    }
    if ((await this.#run?.listening)?.isDeaf()) this.#tell({ event: 'resync' });
  }

  async #quietly(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => log().warn({ error }, 'open pages were not told of changes; tried again'));
  }
}

declare global {
  var latchkeyLive: Hub | undefined;
}

/** The hub of this process. It is global, because the modules of Next and those of the server are loaded separately. */
export function hub(): Hub {
  globalThis.latchkeyLive ??= new Hub();
  return globalThis.latchkeyLive;
}

/** Ends all streams at shutdown. The pages poll until they reach another process. */
export async function closeLive(): Promise<void> {
  const open = globalThis.latchkeyLive;
  globalThis.latchkeyLive = undefined;
  await open?.close();
}
