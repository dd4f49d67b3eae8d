import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { createSecureContext, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { makeCertificate } from '../../lib/integrations/certificate.ts';
import { listenAnywhere } from './raw-http.ts';

const tid = '5f0c2f5e-7d11-4d4c-9d21-3f5f4d1f7a10';
/** Who signs in there. */
export const farMira = { tid, oid: '0f9d1a52-8c4a-4b8e-9c1a-6d0f1e2a3b4c' };
const login = 'login.microsoftonline.com';
const graph = 'graph.microsoft.com';
export const farSharePoint = 'contoso-my.sharepoint.com';

/** What a token is issued for; a sign-in has a nonce. */
type Order = { clientId: string; scope: string; nonce?: string | undefined };
type Issue = (order: Order) => Promise<unknown>;

/** A call as it arrived at one of Microsoft's hosts. */
export type Arrived = { host: string; method: string; path: string; authorization: string | undefined };

/**
 * Microsoft's worldwide cloud under its real host names over TLS, reachable only through a forward proxy. The proxy
 * opens tunnels for callers with the right name and password, and records their targets.
 */
export class FarMicrosoft {
  readonly proxyPort: number;
  readonly tunnels: string[] = [];
  readonly arrived: Arrived[] = [];
  /** Refuses every tunnel with this status. */
  refuseWith: number | undefined;
  readonly #servers: Server[];
  readonly #sockets = new Set<Socket>();
  readonly #token: Issue;
  readonly #keys: unknown;
  /** Authorization requests by the code that was given for them. */
  readonly #codes = new Map<string, URLSearchParams>();
  /** What a process has to trust to come here, as PEM. */
  readonly certificates: string;

  private constructor(
    parts: Pick<FarMicrosoft, 'proxyPort' | 'certificates'> & { servers: Server[]; token: Issue; keys: unknown },
  ) {
    this.#servers = parts.servers;
    this.proxyPort = parts.proxyPort;
    this.certificates = parts.certificates;
    this.#token = parts.token;
    this.#keys = parts.keys;
  }

  /** Starts both and makes this process trust their certificates. */
  static async start(): Promise<FarMicrosoft> {
    const pairs = new Map<string, Awaited<ReturnType<typeof makeCertificate>>>();
    for (const name of [login, graph, farSharePoint]) pairs.set(name, await makeCertificate(name, 1));
    const certificates = [...pairs.values()].map(({ certificate }) => certificate);
    setDefaultCACertificates([...getCACertificates('default'), ...certificates]);
    const far = createTlsServer({
      SNICallback: (name, found) => {
        const pair = pairs.get(name);
        if (pair) found(null, createSecureContext({ cert: pair.certificate, key: pair.privateKey }));
        else found(new Error(`No certificate for ${name}.`));
      },
    });
    const farPort = await listenAnywhere(far);
    const proxy = createServer();
    const { token, keys } = await issuer();
    const proxyPort = await listenAnywhere(proxy);
    const pem = certificates.join('\n');
    const made = new FarMicrosoft({ servers: [far, proxy], proxyPort, certificates: pem, token, keys });
    far.on('request', (request, response) => made.#answer(request, response));
    proxy.on('connect', (request, socket: Socket) => made.#tunnel(request, socket, farPort));
    return made;
  }

  /** Signs Mira in where a browser was sent, and returns what it comes back with. */
  signIn(authorizeUrl: string): URLSearchParams {
    const { host, pathname, searchParams } = new URL(authorizeUrl);
    if (host !== login || !pathname.endsWith('/authorize')) throw new Error(`No sign-in is at ${authorizeUrl}.`);
    const code = randomUUID();
    this.#codes.set(code, searchParams);
    return new URLSearchParams({ code, state: searchParams.get('state') ?? '' });
  }

  /** A code is good once, for whoever knows the verifier (RFC 7636, section 4.6). */
  async #redeem(form: URLSearchParams): Promise<{ status: number; body: unknown }> {
    const [code = '', clientId = '', scope = ''] = ['code', 'client_id', 'scope'].map((name) => form.get(name) ?? '');
    if (!form.has('code')) return { status: 200, body: await this.#token({ clientId, scope }) };
    const asked = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '');
    const isAsked =
      asked?.get('code_challenge') === challenge.digest('base64url') && asked.get('client_id') === clientId;
    if (!isAsked) return { status: 400, body: { error: 'invalid_grant', error_description: 'AADSTS70000' } };
    const nonce = asked.get('nonce') ?? undefined;
    return { status: 200, body: await this.#token({ clientId, scope: asked.get('scope') ?? '', nonce }) };
  }

  #tunnel({ url = '', headers }: IncomingMessage, socket: Socket, farPort: number): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    const credentials = Buffer.from('latch:p@ss').toString('base64');
    const status = headers['proxy-authorization'] === `Basic ${credentials}` ? this.refuseWith : 407;
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.tunnels.push(url);
    const far = connect(farPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.pipe(socket).pipe(far);
    });
    this.#sockets.add(far);
    far.on('error', () => socket.destroy());
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    const host = headers.host ?? '';
    this.arrived.push({ host, method, path, authorization: headers.authorization });
    const form = new URLSearchParams(Buffer.concat(await Array.fromAsync(request)).toString());
    const to = host === graph ? new URL(path, `https://${host}`).searchParams.get('to') : null;
    if (to) return void response.writeHead(302, { location: to }).end();
    const { status, body } = await this.#say({ host, path, form });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  async #say({ host, path, form }: { host: string; path: string; form: URLSearchParams }) {
    if (host === login && path.includes('/oauth2/v2.0/token')) return this.#redeem(form);
    const webUrl = `https://${farSharePoint}/personal/mira/Documents`;
    const says: [string, RegExp, () => unknown][] = [
      [login, /\/discovery\/v2\.0\/keys$/, () => this.#keys],
      [login, /\/\.well-known\/openid-configuration$/, document],
      [graph, /^\/v1\.0\/me\/drive/, () => ({ id: 'd', driveType: 'business', webUrl })],
      [graph, /^\/v1\.0\/applications/, () => ({ displayName: 'Far' })],
      [graph, /^\/v1\.0\/me$/, () => ({ displayName: 'Mira' })],
      [farSharePoint, /^\/_api\//, () => ({ Url: `https://${host}` })],
    ];
    const found = says.find(([name, pattern]) => name === host && pattern.test(path));
    if (!found) return { status: 404, body: { error: { code: 'itemNotFound' } } };
    return { status: 200, body: await found[2]() };
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }
}

const issuerUrl = `https://${login}/${tid}/v2.0`;

const document = () => ({
  issuer: issuerUrl,
  authorization_endpoint: `https://${login}/${tid}/oauth2/v2.0/authorize`,
  token_endpoint: `https://${login}/${tid}/oauth2/v2.0/token`,
  jwks_uri: `https://${login}/${tid}/discovery/v2.0/keys`,
});

async function issuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'far', use: 'sig', alg: 'RS256' }] };
  const token = async ({ clientId, scope, nonce }: Order) => {
    const claims = {
      ...(nonce && { nonce }),
      tid,
      oid: farMira.oid,
      name: 'Mira',
      preferred_username: 'mira@contoso.com',
    };
    const signed = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'far' });
    const idToken = await signed
      .setIssuer(issuerUrl)
      .setAudience(clientId)
      .setSubject('mira')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
    const tokens = { access_token: `access ${scope.split(' ')[0]}`, refresh_token: 'refresh', id_token: idToken };
    return { token_type: 'Bearer', scope, expires_in: 3600, ext_expires_in: 3600, ...tokens };
  };
  return { token, keys };
}
