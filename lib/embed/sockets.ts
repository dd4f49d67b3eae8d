import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { type Listening, listen } from '#lib/events/listen';
import { log } from '#lib/log';
import { hashSocket, readSocketNews, type SocketAnswer } from './socket-answers.ts';

/** A page that waits for the outcome of one sign-in, as Nango's SDK does. */
type Waiting = {
  hash: string;
  socket: WebSocket;
  origin: string;
  network: string;
  isAlive: boolean;
  since: number;
};

/** Most sockets of this process, and most from one network address. */
type Caps = { all: number; perNetwork: number };
const usual: Caps = { all: 2_000, perNetwork: 50 };

/** Hints of the database may get lost. */
const lookMilliseconds = 5_000;
/** Shortest time between two looks, however many links change meanwhile. */
const gapMilliseconds = 250;
/** The person reads a connect page before a sign-in names the socket. Others only take room. */
const unnamedMilliseconds = 10 * 60_000;
/** Proxies close connections that are silent for half a minute or more. */
const pingMilliseconds = 25_000;
/** A sign-in takes an hour at most. */
const lifeMilliseconds = 70 * 60_000;

/** Close codes (RFC 6455, 7.4.1). */
const codes = { done: 1000, goingAway: 1001, policy: 1008 } as const;

/**
 * The WebSockets of this process. The outcome of their sign-ins is read from the database, because Microsoft may have
 * sent the browser back to another process; what is heard from PostgreSQL says when to look.
 */
class Sockets {
  readonly #waiting = new Map<string, Waiting>();
  readonly #caps: Caps;
  #run: { listening: Promise<Listening>; timers: NodeJS.Timeout[] } | undefined;
  #looking: Promise<void> | undefined;
  #looksAgain = false;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(caps: Caps) {
    this.#caps = caps;
  }

  /** Whether one more may be opened from this network. */
  hasRoom(network: string): boolean {
    const own = [...this.#waiting.values()].filter((one) => one.network === network);
    return this.#waiting.size < this.#caps.all && own.length < this.#caps.perNetwork;
  }

  /** Takes a socket over, and tells it the id by which a sign-in names it. What it sends is ignored. */
  add(socket: WebSocket, { origin, network }: { origin: string; network: string }): void {
    const id = randomBytes(16).toString('base64url');
    const hash = hashSocket(id).toString('hex');
    const waiting = { hash, socket, origin, network, isAlive: true, since: Date.now() };
    this.#waiting.set(hash, waiting);
    this.#run ??= this.#start();
    socket.on('pong', () => {
      waiting.isAlive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#remove(hash));
    send(socket, { message_type: 'connection_ack', ws_client_id: id });
  }

  /** Ends all sockets. */
  async close(): Promise<void> {
    for (const { socket } of this.#waiting.values()) socket.close(codes.goingAway);
    this.#waiting.clear();
    await this.#stop();
  }

  #remove(hash: string): void {
    this.#waiting.delete(hash);
    if (this.#waiting.size === 0) void this.#stop();
  }

  #start() {
    const look = () => void this.#look();
    const onChange = (topic: string) => {
      if (topic === 'link') look();
    };
    const listening = listen({ onEvents: look, onChange, onGap: look });
    const timers = [
      setInterval(look, lookMilliseconds).unref(),
      setInterval(() => this.#ping(), pingMilliseconds).unref(),
    ];
    return { listening, timers };
  }

  async #stop(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    for (const timer of run?.timers ?? []) clearInterval(timer);
    await (await run?.listening)?.stop();
  }

  #ping(): void {
    void this.#run?.listening.then((one) => one.check());
    for (const waiting of this.#waiting.values()) {
      const isOld = Date.now() - waiting.since > lifeMilliseconds;
      if (isOld || !waiting.isAlive) {
        waiting.socket.terminate();
        continue;
      }
      waiting.isAlive = false;
      waiting.socket.ping();
    }
  }

  /** What is heard meanwhile is looked for once more afterwards. */
  #look(): Promise<void> {
    this.#looksAgain = true;
    this.#looking ??= this.#lookOn()
      .catch((error: unknown) => log().warn({ error }, 'waiting pages were not told of an outcome; tried again'))
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }

  async #lookOn(): Promise<void> {
    while (this.#looksAgain) {
      const rest = this.#lookedAt + gapMilliseconds - performance.now();
      if (rest > 0) await wait(rest, undefined, { ref: false });
      this.#lookedAt = performance.now();
      this.#looksAgain = false;
      const waiting = [...this.#waiting.values()];
      const { named, answers } = await readSocketNews(waiting);
      for (const answer of answers) this.#tell(answer);
      for (const { hash, since } of waiting)
        if (!named.has(hash) && Date.now() - since > unnamedMilliseconds) this.#tell({ hash, message: undefined });
    }
  }

  #tell({ hash, message }: SocketAnswer): void {
    const waiting = this.#waiting.get(hash);
    if (!waiting) return;
    if (message) send(waiting.socket, message);
    this.#waiting.delete(hash);
    waiting.socket.close(message ? codes.done : codes.policy);
    if (this.#waiting.size === 0) void this.#stop();
  }
}

function send(socket: WebSocket, message: Record<string, unknown>): void {
  socket.send(JSON.stringify(message));
}

declare global {
  var latchkeySockets: Sockets | undefined;
}

/** The sockets of this process. */
export function sockets(caps = usual): Sockets {
  globalThis.latchkeySockets ??= new Sockets(caps);
  return globalThis.latchkeySockets;
}

/** Ends all sockets of this process. For the shutdown. */
export async function closeSockets(): Promise<void> {
  const open = globalThis.latchkeySockets;
  globalThis.latchkeySockets = undefined;
  await open?.close();
}
