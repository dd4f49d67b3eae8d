import { z } from 'zod';
import { api } from '../../lib/api/app.ts';
import { startAttempt } from '../../lib/connections/connect/attempt.ts';
import { newBrowser } from '../../lib/connections/connect/browser.ts';
import { completeAttempt } from '../../lib/connections/connect/callback.ts';
import { pool } from '../../lib/db.ts';
import { hashToken, newId } from '../../lib/ids.ts';
import { createIntegration } from '../../lib/integrations/integrations.ts';
import { newIntegrationSchema } from '../../lib/integrations/schema.ts';
import { createKey } from '../../lib/keys/keys.ts';
import { createLink } from '../../lib/links/create-link.ts';
import type { NewLink } from '../../lib/links/schema.ts';
import { type Person, signInAt } from '../../sandbox/pages/person.ts';
import { Bench, type Registered } from '../../sandbox/testing/bench.ts';
import { testDatabase } from './database.ts';

export const mira = 'mira@contoso.sandbox';
export const jonas = 'jonas@contoso.sandbox';
export const sam = 'sam@outlook.sandbox';
export const lee = 'lee@fabrikam.sandbox';

export const actor = 'operator:ada@example.com' as const;

/** An integration and its app in the sandbox. */
export type Made = { id: string; uniqueKey: string; app: Registered };
export type Trip = { linkId: string; browser: string; url: string };
/** A connection with its row id and its public ids. */
export type Known = { id: string; connectionId: string; uniqueKey: string };

const report = z.object({
  token: z.object({
    total: z.number(),
    byGrantType: z.record(z.string(), z.number()),
    byResource: z.record(z.string(), z.number()),
    inFlightMax: z.object({ overall: z.number(), perFamily: z.number() }),
  }),
  requests: z.array(z.object({ endpoint: z.string(), path: z.string(), resource: z.string().optional() })),
});

export const graph = 'https://graph.microsoft.com';

type Ask = { force?: boolean; refreshToken?: boolean; key?: string };
export type Answer = { status: number; headers: Headers; text: string; body: Record<string, unknown> };

/** Latchkey's lib with its own database, sandbox and API key. */
export class World {
  readonly bench: Bench;
  readonly database: Awaited<ReturnType<typeof testDatabase>>;
  readonly key: string;

  private constructor(parts: Pick<World, 'bench' | 'database' | 'key'>) {
    this.bench = parts.bench;
    this.database = parts.database;
    this.key = parts.key;
  }

  static async start(settings: Record<string, string> = {}): Promise<World> {
    const bench = await Bench.start();
    const where = { SANDBOX_LOGIN_URL: bench.url, SANDBOX_GRAPH_URL: `${bench.url}/graph` };
    const database = await testDatabase({ ...where, ...settings });
    const { key } = await createKey({ name: 'tests', by: actor });
    return new World({ bench, database, key });
  }

  async stop(): Promise<void> {
    await this.database.close();
    await this.bench.stop();
  }

  get root(): string {
    return this.bench.sharePoint('contoso');
  }

  /** Removes ordered faults and recorded calls, and restores the usual token lifetime. */
  async calm(): Promise<void> {
    await this.bench.control('DELETE', '/faults');
    await this.bench.control('DELETE', '/requests');
    await this.bench.control('POST', '/token-life', { seconds: null });
  }

  async integrate(changes: Record<string, unknown> = {}, order: Record<string, unknown> = {}): Promise<Made> {
    const app = await this.bench.register(order);
    const input = newIntegrationSchema.parse({
      uniqueKey: newId(),
      displayName: 'OneDrive',
      provider: 'one-drive',
      cloud: 'sandbox',
      accountTypes: 'organizations-and-personal',
      clientId: app.client_id,
      clientSecret: app.client_secret,
      presets: ['files-read'],
      ...changes,
    });
    return { ...(await createIntegration(input, actor)), app };
  }

  async begin(made: Made, link: Omit<NewLink, 'integrations'> = {}, browser = newBrowser()): Promise<Trip> {
    const { id } = await createLink({ ...link, integrations: [made.uniqueKey] }, actor);
    return this.beginOn(made, id, browser);
  }

  async beginOn(made: Pick<Made, 'id'>, linkId: string, browser = newBrowser()): Promise<Trip> {
    const { redirectTo } = await startAttempt({ linkId, integrationId: made.id, browser });
    return { linkId, browser, url: redirectTo };
  }

  /** Everything a person does in one attempt. */
  async finish({ url, browser }: Trip, person: Person): Promise<string> {
    const done = await completeAttempt(await signInAt(url, person), browser);
    if ('retryAfterSeconds' in done) throw new Error('The trip could not be finished now.');
    return done.redirectTo;
  }

  async connect(made: Made, account = mira, link: Omit<NewLink, 'integrations'> = {}): Promise<Known> {
    const trip = await this.begin(made, link);
    await this.finish(trip, { account });
    return this.connectionOf(trip.linkId, made);
  }

  async connectionOf(linkId: string, { uniqueKey }: Pick<Made, 'uniqueKey'>): Promise<Known> {
    const sql = `select c.id, c.connection_id as "connectionId" from connect_link l join connection c on c.id = l.connection_id
      where l.id = $1`;
    const { rows } = await pool().query(sql, [linkId]);
    const known = z.object({ id: z.string(), connectionId: z.string() }).parse(rows[0]);
    return { ...known, uniqueKey };
  }

  /** The link that a session's token belongs to. */
  async linkOf(token: string): Promise<string> {
    const { rows } = await pool().query('select id from connect_link where token_hash = $1', [hashToken(token)]);
    return z.object({ id: z.string() }).parse(rows[0]).id;
  }

  path({ connectionId, uniqueKey }: Pick<Known, 'connectionId' | 'uniqueKey'>, ask: Ask = {}): string {
    const query = new URLSearchParams({ provider_config_key: uniqueKey });
    if (ask.force) query.set('force_refresh', 'true');
    if (ask.refreshToken) query.set('refresh_token', 'true');
    return `/api/connections/${encodeURIComponent(connectionId)}?${query}`;
  }

  async call(
    path: string,
    init: { method?: string; body?: unknown; key?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const { method = init.body === undefined ? 'GET' : 'POST', body, key = this.key } = init;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers };
    const text = body === undefined ? null : JSON.stringify(body);
    const response = await api.request(path, { method, headers, body: text });
    const answered = await response.text();
    const json = z
      .record(z.string(), z.unknown())
      .catch({})
      .parse(JSON.parse(answered || '{}'));
    return { status: response.status, headers: response.headers, text: answered, body: json };
  }

  vend(known: Pick<Known, 'connectionId' | 'uniqueKey'>, ask: Ask = {}): Promise<Answer> {
    return this.call(this.path(known, ask), ask.key === undefined ? {} : { key: ask.key });
  }

  token(known: Known, resource: string): Promise<Answer> {
    const path = `/api/connections/${encodeURIComponent(known.connectionId)}/token`;
    return this.call(path, { body: { resource, provider_config_key: known.uniqueKey } });
  }

  async requests() {
    return report.parse(await (await this.bench.control('GET', '/requests')).json());
  }

  async fault(order: Record<string, unknown>): Promise<void> {
    const response = await this.bench.control('POST', '/faults', order);
    if (response.status !== 201) throw new Error(await response.text());
  }

  async sql(text: string, values: unknown[] = []): Promise<void> {
    await pool().query(text, values);
  }

  rows(text: string, values: unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> {
    return pool().query<Record<string, unknown>>(text, values);
  }

  async revoke(username: string, reason: string, clientId: string): Promise<void> {
    await this.bench.control('POST', '/grants/revoke', { username, reason, client_id: clientId });
  }
}

const credentials = z.object({ credentials: z.object({ access_token: z.string() }) });

/** The Graph token of an answer. @throws when there is none. */
export function tokenOf({ body }: Pick<Answer, 'body'>): string {
  return credentials.parse(body).credentials.access_token;
}

const config = z.object({
  connection_config: z.object({ sharepointAccessToken: z.object({ access_token: z.string() }).optional() }),
});

/** The SharePoint token of an answer, when it has one. */
export function sharePointOf({ body }: Pick<Answer, 'body'>): string | undefined {
  return config.parse(body).connection_config.sharepointAccessToken?.access_token;
}
