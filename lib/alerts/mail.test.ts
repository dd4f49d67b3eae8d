import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../sandbox/testing/certificate.ts';
import { MailServer } from '../../scripts/testing/mail-server.ts';
import { completeEnv } from '../env.ts';
import { sendMail } from './mail.ts';
import type { MailSettings } from './schema.ts';

const trusted = makeCertificate({ name: 'localhost' });
const password = 'pa55word-of-ops';
const servers: MailServer[] = [];

function settle(publicUrl: string, networks = ''): void {
  Object.assign(process.env, { PUBLIC_URL: publicUrl, WEBHOOK_NETWORKS: networks, LOG_LEVEL: 'silent' });
  const made = { DATABASE_URL: 'postgresql://unused', AUTH_SECRET: 'x'.repeat(32) };
  completeEnv({ ...made, ENCRYPTION_KEYS: Buffer.alloc(32).toString('base64') });
}

beforeAll(() => setDefaultCACertificates([...getCACertificates('default'), trusted.pem]));
beforeEach(() => settle('http://localhost:3000'));
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function start(order: Parameters<typeof MailServer.start>[0]): Promise<MailServer> {
  const server = await MailServer.start(order);
  servers.push(server);
  return server;
}

type Settings = Partial<MailSettings> & { password?: string };

/** What came of a mail: undefined when it was taken, else the sentence. */
const send = (port: number, settings: Settings = {}) =>
  sendMail(
    { host: 'localhost', port, from: 'latchkey@example.com', user: 'ops', security: 'starttls', password, ...settings },
    { to: ['ops@example.com'], subject: 'Hello', text: 'Text', id: '1' },
  ).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );

describe.each(['starttls', 'tls'] as const)('over %s', (security) => {
  test('a mail goes to a server whose certificate is trusted, with the password', async () => {
    const server = await start({ password, protection: security, certificate: trusted });
    expect(await send(server.port, { security })).toBeUndefined();
    expect(server.mails).toMatchObject([{ to: ['ops@example.com'], user: 'ops' }]);
  });

  test('a wrong password is a sentence that does not hold it', async () => {
    const server = await start({ password, protection: security, certificate: trusted });
    expect(await send(server.port, { security, password: 'guessed-it' })).toBe(
      `localhost:${server.port} does not accept the user name and password (535).`,
    );
  });

  test.each([
    ['nobody trusts', {}, 'its certificate is not trusted here (TLS)'],
    ['is for another name', { certificate: trusted, host: '127.0.0.1' }, 'its certificate is for another name (TLS)'],
  ])('a server whose certificate %s is told nothing', async (_why, { host = 'localhost', ...order }: Wrong, words) => {
    const server = await start({ password, protection: security, ...order });
    const said = await send(server.port, { security, host });
    expect(said).toBe(`${host}:${server.port} could not be reached: ${words}.`);
    expect([server.passwords, server.mails]).toEqual([[], []]);
  });
});
type Wrong = { host?: string; certificate?: typeof trusted };

test('without the STARTTLS that was asked for nothing is said', async () => {
  const server = await start({ password });
  expect(await send(server.port)).toBe(
    `localhost:${server.port} offers no TLS that can be used. Choose another protection, or another port.`,
  );
  expect(server.passwords).toEqual([]);
});

test('a server in a private network is called only where the network is named', async () => {
  const server = await start({});
  const plain = { security: 'none', user: '', host: '127.0.0.1' } as const;
  settle('https://latchkey.example');
  expect(await send(server.port, plain)).toBe(
    '127.0.0.1 leads into a private network (WEBHOOK_NETWORKS names those that may be called).',
  );
  settle('https://latchkey.example', '127.0.0.0/8');
  expect(await send(server.port, plain)).toBeUndefined();
  expect(server.mails).toHaveLength(1);
});

test('nobody there', async () => {
  const { port } = await start({});
  for (const server of servers.splice(0)) await server.stop();
  expect(await send(port)).toBe(`localhost:${port} could not be reached: the connection was refused.`);
});
