import pg from 'pg';
import { changeChannel } from '#lib/changes';
import { env } from '#lib/env';
import { eventChannel } from '#lib/events/schema';
import { newId } from '#lib/ids';
import { log } from '#lib/log';

type Ears = {
  /** Events were written. */
  onEvents: () => void;
  /** Something changed without an event. */
  onChange: (topic: string, id: string) => void;
  /** Something may have been missed. */
  onGap: () => void;
};

const patienceMilliseconds = 5_000;
const againMilliseconds = 2_000;

/** Listens to PostgreSQL on one connection of its own, which is opened again when it breaks. */
export class Listener {
  readonly #ears: Ears;
  readonly #mark = `mark ${newId()}`;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;
  #hasHeardMark = false;

  constructor(ears: Ears) {
    this.#ears = ears;
  }

  /** Whether nothing is heard: there is no connection, or a pooler in between passes no notification on. */
  get isDeaf(): boolean {
    return !this.#hasHeardMark;
  }

  /** Connects. Returns whether it worked; otherwise it is tried again later. */
  async start(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: env().databaseUrl,
      application_name: 'latchkey-live',
      connectionTimeoutMillis: patienceMilliseconds,
      query_timeout: patienceMilliseconds,
      keepAlive: true,
    });
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ channel, payload = '' }) => this.#hear(channel, payload));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`listen ${eventChannel}; listen ${changeChannel}`);
      await this.check();
      return true;
    } catch (error) {
      log().warn({ error }, 'open pages are told of changes a little later: PostgreSQL cannot be listened to');
      this.#lose(client);
      return false;
    }
  }

  /** Finds out whether anything is still heard. A connection that broke without a word is opened again. */
  async check(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.#hasHeardMark = false;
    try {
      // What a session notifies itself of comes before the answer.
      await client.query('select pg_notify($1, $2)', [changeChannel, this.#mark]);
    } catch {
      this.#lose(client);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    await this.#client?.end().catch(() => {});
  }

  #hear(channel: string, payload: string): void {
    const [topic = '', id = ''] = payload.split(' ');
    if (channel === eventChannel) this.#ears.onEvents();
    else if (payload === this.#mark) this.#hasHeardMark = true;
    else if (topic !== 'mark') this.#ears.onChange(topic, id);
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#hasHeardMark = false;
    client.end().catch(() => {});
    if (!this.#isStopped) this.#retry = setTimeout(() => void this.#startAgain(), againMilliseconds).unref();
  }

  async #startAgain(): Promise<void> {
    if (await this.start()) this.#ears.onGap();
  }
}
