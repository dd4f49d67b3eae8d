import pg from 'pg';
import { changeChannel } from '#lib/changes';
import { env } from '#lib/env';
import { newId } from '#lib/ids';
import { log } from '#lib/log';
import { eventChannel } from './schema.ts';

/** The callbacks for notifications. Notifications can be lost, so callers must also look periodically. */
type Ears = {
  /** Events were written. */
  onEvents: () => void;
  /** Something changed without an event. */
  onChange?: (topic: string, id: string) => void;
  /** Something may have been missed. */
  onGap: () => void;
};

const patienceMilliseconds = 5_000;
const againMilliseconds = 2_000;

/** Listens to PostgreSQL's notifications on a separate connection, which is re-established when it breaks. */
class Listener {
  readonly #ears = new Set<Ears>();
  readonly #mark = `mark ${newId()}`;
  #client: pg.Client | undefined;
  #starting: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #hasHeardMark = false;

  /** Resolves after the first attempt to connect. If it fails, it is repeated later. */
  async add(ears: Ears): Promise<void> {
    this.#ears.add(ears);
    this.#starting ??= this.#start().then(() => undefined);
    await this.#starting;
  }

  async remove(ears: Ears): Promise<void> {
    this.#ears.delete(ears);
    if (this.#ears.size > 0) return;
    if (globalThis.latchkeyListener === this) globalThis.latchkeyListener = undefined;
    clearTimeout(this.#retry);
    await this.#starting;
    await this.#client?.end().catch(() => {});
  }

  get isDeaf(): boolean {
    return !this.#hasHeardMark;
  }

  async check(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.#hasHeardMark = false;
    try {
      // PostgreSQL delivers a session's own notifications before the result of the query.
      await client.query('select pg_notify($1, $2)', [changeChannel, this.#mark]);
    } catch {
      this.#lose(client);
    }
  }

  async #start(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: env().databaseUrl,
      application_name: 'latchkey-listen',
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
      log().warn({ error }, 'events are told a little later: PostgreSQL cannot be listened to');
      this.#lose(client);
      return false;
    }
  }

  #hear(channel: string, payload: string): void {
    const [topic = '', id = ''] = payload.split(' ');
    if (payload === this.#mark) this.#hasHeardMark = true;
    else if (channel === eventChannel) for (const { onEvents } of this.#ears) onEvents();
    else if (topic !== 'mark') for (const { onChange } of this.#ears) onChange?.(topic, id);
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#hasHeardMark = false;
    client.end().catch(() => {});
    if (this.#ears.size > 0) this.#retry = setTimeout(() => void this.#startAgain(), againMilliseconds).unref();
  }

  async #startAgain(): Promise<void> {
    if (this.#ears.size > 0 && (await this.#start())) for (const { onGap } of this.#ears) onGap();
  }
}

declare global {
  var latchkeyListener: Listener | undefined;
}

export type Listening = {
  /**
   * Whether no notification arrives, because there is no connection or because a connection pooler does not forward
   * notifications.
   */
  isDeaf: () => boolean;
  /** Tests whether notifications still arrive. A connection that broke silently is re-established. */
  check: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Calls `ears` soon after any process has written events or changed something else, until it is stopped. All callers in
 * this process, including Next's modules, share one connection to PostgreSQL.
 */
export async function listen(ears: Ears): Promise<Listening> {
  globalThis.latchkeyListener ??= new Listener();
  const listener = globalThis.latchkeyListener;
  await listener.add(ears);
  return {
    isDeaf: () => listener.isDeaf,
    check: () => listener.check(),
    stop: () => listener.remove(ears),
  };
}
