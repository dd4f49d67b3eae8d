import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export type ReceivedMail = {
  from: string;
  to: string[];
  headers: Map<string, string>;
  text: string;
  user: string | undefined;
};

type Protection = 'none' | 'starttls' | 'tls';

function decode(text: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([\dA-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

type Order = {
  password?: string;
  protection?: Protection;
  /** Without one it has a certificate that nobody trusts. */
  certificate?: { pem: string; privateKey: KeyObject };
};

/** A real SMTP server that keeps what it takes. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** What was said to it as a password. */
  readonly passwords: string[] = [];
  /** Refuses every mail with this sentence. */
  refusal: string | undefined;
  readonly #server: SMTPServer;
  readonly port: number;

  private constructor(server: SMTPServer, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async start({ password, protection = 'none', certificate }: Order = {}): Promise<MailServer> {
    const key = certificate?.privateKey.export({ type: 'pkcs8', format: 'pem' });
    const server: SMTPServer = new SMTPServer({
      secure: protection === 'tls',
      ...(certificate && key && { cert: certificate.pem, key }),
      authOptional: password === undefined,
      allowInsecureAuth: true,
      logger: false,
      disabledCommands: protection === 'starttls' ? [] : ['STARTTLS'],
      onAuth: (auth, _session, done) => {
        started.passwords.push(auth.password ?? '');
        if (auth.password === password) done(null, { user: auth.username });
        else done(new Error('Wrong password'));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => done(started.#take(Buffer.concat(chunks).toString(), session)));
      },
    });
    server.on('error', () => {});
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const address: AddressInfo | string | null = server.server.address();
    const started = new MailServer(server, typeof address === 'object' && address ? address.port : 0);
    return started;
  }

  #take(
    raw: string,
    { envelope, user }: { envelope: { mailFrom: unknown; rcptTo: { address: string }[] }; user?: unknown },
  ): Error | null {
    if (this.refusal) return Object.assign(new Error(this.refusal), { responseCode: 550 });
    const end = raw.indexOf('\r\n\r\n');
    const lines = raw
      .slice(0, end)
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n');
    const headers = new Map(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
    );
    const text = decode(raw.slice(end + 4), headers.get('content-transfer-encoding')).replaceAll('\r\n', '\n');
    const to = envelope.rcptTo.map(({ address }) => address);
    this.mails.push({
      from: headers.get('from') ?? '',
      to,
      headers,
      text,
      user: typeof user === 'string' ? user : undefined,
    });
    return null;
  }

  async stop(): Promise<void> {
    await new Promise<void>((done) => this.#server.close(() => done()));
  }
}
