import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Visit } from '../pages/visit.ts';
import type { RunningSandbox } from '../server.ts';
import { startSandbox } from '../server.ts';

export const REDIRECT_URI = 'http://localhost:3000/oauth/callback';

const registered = z.object({ client_id: z.string(), client_secret: z.string(), tenant_id: z.string() });
export type Registered = z.infer<typeof registered>;

export const tokens = z.object({
  token_type: z.literal('Bearer'),
  scope: z.string(),
  expires_in: z.number(),
  access_token: z.string(),
  refresh_token: z.string().default(''),
  id_token: z.string().default(''),
  client_info: z.string().default(''),
});

export const refusal = z.object({
  error: z.string(),
  error_description: z.string(),
  error_codes: z.array(z.number()),
  timestamp: z.string(),
  trace_id: z.string(),
  correlation_id: z.string(),
  error_uri: z.string(),
  suberror: z.string().optional(),
  claims: z.string().optional(),
});

const consentRequests = z.object({
  requests: z.array(
    z.object({ id: z.string(), username: z.string(), scope: z.string(), reason: z.string(), status: z.string() }),
  ),
});

/**
 * A sandbox with its own folder and free port, and methods for what an app, and a person without JavaScript, would do.
 */
export class Bench {
  readonly #folder: string;
  #running: RunningSandbox;

  private constructor(folder: string, running: RunningSandbox) {
    this.#folder = folder;
    this.#running = running;
  }

  static async start(): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    return new Bench(folder, await startSandbox({ port: 0, dataDir: folder }));
  }

  get url(): string {
    return this.#running.url;
  }

  get port(): number {
    return this.#running.port;
  }

  async restart(port = this.#running.port): Promise<void> {
    await this.pause();
    await this.resume(port);
  }

  /** Stops listening until `resume`. */
  pause(): Promise<void> {
    return this.#running.close();
  }

  async resume(port = this.#running.port): Promise<void> {
    this.#running = await startSandbox({ port, dataDir: this.#folder });
  }

  async stop(): Promise<void> {
    await this.#running.close();
    await rm(this.#folder, { recursive: true });
  }

  control(method: string, path: string, body?: unknown): Promise<Response> {
    const text = body === undefined ? null : JSON.stringify(body);
    return fetch(`${this.url}/_sandbox${path}`, {
      method,
      body: text,
      headers: { 'content-type': 'application/json' },
    });
  }

  async #order(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.control(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  }

  /** Changes an account's condition: `{ disabled: true }`, `{ require: 'mfa' }`, `{ sign_in_frequency: 60 }` … */
  account(username: string, changes: Record<string, unknown>): Promise<unknown> {
    return this.#order('PATCH', `/accounts/${encodeURIComponent(username)}`, changes);
  }

  /** Graph and SharePoint refuse an account's tokens of apps that declared CP1, until new claims are met. */
  revokeSession(username: string, order: { needs: 'token' | 'person'; resource?: string }): Promise<unknown> {
    return this.#order('POST', '/sessions/revoke', { username, ...order });
  }

  /** Deletes an account and creates another one under its user name, with a new object id. */
  remake(username: string): Promise<unknown> {
    return this.#order('POST', `/accounts/${encodeURIComponent(username)}/remake`);
  }

  /** Changes a tenant's policy: `{ user_consent: 'microsoft-managed' }`, `{ consent_requests: true }`. */
  tenant(name: string, policy: Record<string, unknown>): Promise<unknown> {
    return this.#order('PATCH', `/tenants/${name}`, policy);
  }

  /**
   * Changes the addresses of a tenant's SharePoint: `{ name: 'contosonew' }`, `{ geos: ['contosoeur'] }`, `{ root_site:
   * 403 }`.
   */
  tenantSharePoint(name: string, order: Record<string, unknown>): Promise<unknown> {
    return this.#order('PATCH', `/tenants/${name}/sharepoint`, order);
  }

  /** Switches an app off in one tenant (7000112), removes it there (700016), or allows it again. */
  enterpriseApp(app: Registered, tenant: string, state: 'enabled' | 'disabled' | 'removed'): Promise<unknown> {
    return this.#order('PUT', `/apps/${app.client_id}/tenants/${tenant}`, { state });
  }

  deleteApp(app: Registered): Promise<unknown> {
    return this.#order('DELETE', `/apps/${app.client_id}`);
  }

  revoke(username: string, reason: string): Promise<unknown> {
    return this.#order('POST', '/grants/revoke', { username, reason });
  }

  /** Moves the sandbox's clock ahead: `{ days: 91 }`. */
  advance(by: { days?: number; hours?: number; seconds?: number }): Promise<unknown> {
    return this.#order('POST', '/clock', by);
  }

  /** Answers the next matching call with an AADSTS code, in the way that Microsoft reports it. */
  say(code: number, order: Record<string, unknown> = {}): Promise<unknown> {
    return this.#order('POST', '/errors', { code, ...order });
  }

  fault(order: Record<string, unknown>): Promise<unknown> {
    return this.#order('POST', '/faults', order);
  }

  /** Requests that people have sent their administrators, newest first. */
  async consentRequests() {
    return consentRequests.parse(await this.#order('GET', '/consent-requests')).requests;
  }

  decide(id: string, decision: 'approved' | 'denied'): Promise<unknown> {
    return this.#order('POST', `/consent-requests/${id}`, { decision });
  }

  async register(order: Record<string, unknown> = {}): Promise<Registered> {
    const usual = { name: 'Test app', redirect_uris: [REDIRECT_URI], account_types: 'organizations-and-personal' };
    const response = await this.control('POST', '/apps', { ...usual, ...order });
    if (response.status !== 201) throw new Error(await response.text());
    return registered.parse(await response.json());
  }

  /** Opens the authorize page. The parameters replace those of a usual request or are added to it. */
  async authorize(app: Registered, params: Record<string, string> = {}, segment = 'common'): Promise<Visit> {
    const query = new URLSearchParams({
      client_id: app.client_id,
      response_type: 'code',
      redirect_uri: REDIRECT_URI,
      scope: 'openid profile offline_access User.Read Files.Read.All Sites.Read.All',
      state: 'state-1',
      ...params,
    });
    return Visit.open(`${this.url}/${segment}/oauth2/v2.0/authorize?${query}`);
  }

  /**
   * Signs in, completes or postpones the steps of a policy, accepts everything, and returns what arrived at the
   * redirect URI.
   */
  async signIn(app: Registered, username: string, params: Record<string, string> = {}): Promise<URLSearchParams> {
    const picked = await (await this.authorize(app, params)).post({ account: username });
    const decision = /value="(skip)"/.exec(picked.html)?.[1] ?? /value="(verify)"/.exec(picked.html)?.[1];
    const stepped = decision === undefined ? picked : await picked.post({ decision });
    const last = stepped.returned ? stepped : await stepped.post({ decision: 'accept' });
    return last.requireReturn();
  }

  token(app: Registered, params: Record<string, string>, segment = 'common'): Promise<Response> {
    const { client_id, client_secret } = app;
    return fetch(`${this.url}/${segment}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id, client_secret, ...params }),
    });
  }

  async connect(app: Registered, username: string, params: Record<string, string> = {}) {
    const { verifier, challenge } = pkce();
    const back = await this.signIn(app, username, {
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...params,
    });
    const response = await this.token(app, {
      grant_type: 'authorization_code',
      code: back.get('code') ?? '',
      redirect_uri: REDIRECT_URI,
      code_verifier: verifier,
    });
    return tokens.parse(await response.json());
  }

  refresh(app: Registered, refreshToken: string, scope?: string): Promise<Response> {
    const named: Record<string, string> = scope === undefined ? {} : { scope };
    return this.token(app, { grant_type: 'refresh_token', refresh_token: refreshToken, ...named });
  }

  graph(path: string, accessToken: string): Promise<Response> {
    return fetch(`${this.url}/graph/v1.0${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
  }

  sharePoint(host: string): string {
    return `http://${host}.sharepoint.localhost:${this.port}`;
  }

  /** Node cannot resolve `*.localhost` names, so the host is set in the header. */
  get(
    url: string,
    headers: Record<string, string>,
    { method = 'GET', body }: { method?: string; body?: string } = {},
  ): Promise<{ status: number; headers: Headers; text: string }> {
    const { host, pathname, search } = new URL(url);
    return new Promise((resolve, reject) => {
      const target = {
        host: '127.0.0.1',
        port: this.port,
        path: `${pathname}${search}`,
        method,
        headers: { ...headers, host },
      };
      const sent = httpRequest(target, async (response) => {
        const chunks = await Array.fromAsync(response, (chunk) => Buffer.from(chunk));
        const pairs = Object.entries(response.headersDistinct).flatMap(([name, values]) =>
          (values ?? []).map((value): [string, string] => [name, value]),
        );
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(pairs),
          text: Buffer.concat(chunks).toString(),
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

export function pkce() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** The claims of a JWT, unchecked. */
export function claimsOf(token: string): Record<string, unknown> {
  const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
