import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { listenAnywhere } from './raw-http.ts';

const tid = '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01';

type Forgery = {
  /** Replaces or (undefined) removes claims of the ID token. */
  claims?: Record<string, unknown>;
  /** Signs with a key that is not in the key set, or not at all. */
  signature?: 'foreign' | 'none';
  /** Replaces or (undefined) removes members of the token response. */
  members?: Record<string, unknown>;
  /** Replaces the token response as a whole. */
  answer?: { status: number; text: string };
  /** Replaces the answer of the key set's URL. */
  keys?: { status: number; text: string };
  /** Puts another key id into the ID token's header. */
  kid?: string;
  /** Seconds by which the server's whole clock is ahead, including its `Date` header and all times in the ID token. */
  ahead?: number;
};

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

/** An authorization server that gives the wrong answers a test orders. Its codes can be redeemed for anything. */
export class Forger {
  readonly #server: Server;
  #keys: Keys;
  #kid = 'one';
  readonly #foreign: Keys;
  forgery: Forgery = {};
  /** Expected values of the attempt whose code is redeemed next. */
  expected = { nonce: '', clientId: '' };
  redemptions = 0;
  keyFetches = 0;

  private constructor(parts: { server: Server; keys: Keys; foreign: Keys }) {
    this.#server = parts.server;
    this.#keys = parts.keys;
    this.#foreign = parts.foreign;
  }

  static async start(): Promise<Forger> {
    const [keys, foreign] = [await generateKeyPair('RS256', { extractable: true }), await generateKeyPair('RS256')];
    const server = createServer((request, response) => {
      if (request.url?.includes('cut.example')) return request.socket.destroy();
      return forger.#answer(request.url ?? '/').then(({ status, text }) => {
        const date = new Date(Date.now() + (forger.forgery.ahead ?? 0) * 1000).toUTCString();
        response.writeHead(status, { 'content-type': 'application/json', date }).end(text);
      });
    });
    const forger = new Forger({ server, keys, foreign });
    await listenAnywhere(server);
    return forger;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }

  async #answer(path: string): Promise<{ status: number; text: string }> {
    if (path.includes('openid-configuration')) return json(this.#discovery(path.split('/')[1] ?? ''));
    if (path.endsWith('/keys')) return this.#keySet();
    if (!path.includes('/token')) return { status: 404, text: '{}' };
    this.redemptions += 1;
    return this.forgery.answer ?? json(await this.#tokens());
  }

  /** From now on signs with another key, and publishes it under this id. */
  async rollKeys(kid: string): Promise<void> {
    this.#keys = await generateKeyPair('RS256', { extractable: true });
    this.#kid = kid;
  }

  async #keySet(): Promise<{ status: number; text: string }> {
    this.keyFetches += 1;
    const key = { ...(await exportJWK(this.#keys.publicKey)), kid: this.#kid, alg: 'RS256' };
    return this.forgery.keys ?? json({ keys: [key] });
  }

  #discovery(segment: string) {
    const at = `${this.url}/${segment}`;
    return {
      authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
      token_endpoint: `${at}/oauth2/v2.0/token`,
      issuer: `${this.url}/{tenantid}/v2.0`,
      jwks_uri: `${this.url}/keys`,
    };
  }

  async #tokens() {
    const token = { token_type: 'Bearer', scope: 'User.Read', expires_in: 3600, access_token: 'opaque-access-token' };
    return {
      ...token,
      refresh_token: 'opaque-refresh-token',
      id_token: await this.#idToken(),
      client_info: clientInfo,
      ...this.forgery.members,
    };
  }

  async #idToken(): Promise<string> {
    const seconds = Math.floor(Date.now() / 1000) + (this.forgery.ahead ?? 0);
    const usual = { tid, oid, nonce: this.expected.nonce, preferred_username: 'forged@contoso.sandbox', sub: 'sub' };
    const times = { iat: seconds, nbf: seconds, exp: seconds + 3600 };
    const whom = { iss: `${this.url}/${tid}/v2.0`, aud: this.expected.clientId };
    const claims: JWTPayload = { ...usual, ...times, ...whom, ...this.forgery.claims };
    if (this.forgery.signature === 'none') return `${encode({ alg: 'none' })}.${encode(claims)}.`;
    const { privateKey } = this.forgery.signature === 'foreign' ? this.#foreign : this.#keys;
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: this.forgery.kid ?? this.#kid })
      .sign(privateKey);
  }
}

const oid = '1f0c6a52-7d3b-4b8e-a1c9-5e2d8f7b6a11';
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const clientInfo = encode({ uid: oid, utid: tid });
const json = (value: unknown) => ({ status: 200, text: JSON.stringify(value) });
