import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { db, pool } from '#lib/db';
import { createIntegration } from '#lib/integrations/integrations';
import { newIntegrationSchema } from '#lib/integrations/schema';
import { createLink } from '#lib/links/create-link';
import { newLinkSchema } from '#lib/links/schema';
import { putNotice } from '#lib/notices/notices';
import { listSessions, signOutSession } from '#lib/operators/sessions';
import { answerLive } from '../../app/api/dashboard/live/answer-live.ts';
import { jar } from '../../scripts/testing/browser-jar.ts';
import { testDatabase } from '../../scripts/testing/database.ts';
import { addEveryRole, become } from '../../scripts/testing/signed-in.ts';
import { Worker } from '../../scripts/testing/worker.ts';
import { closeLive } from './hub.ts';

vi.mock('next/headers', async () => (await import('../../scripts/testing/browser-jar.ts')).nextHeaders);

let close: () => Promise<void>;
let other: Worker;
const cookies: Record<string, string> = {};

/** One open page: the messages that it is sent, in order. */
class OpenPage {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #text = '';

  constructor({ body }: Response) {
    if (!body) throw new Error('There is no stream.');
    this.#reader = body.getReader();
  }

  /** The next message of a kind; the ones before it are dropped. Undefined when the stream ends. */
  async next(event: string): Promise<{ id: string | undefined; data: string } | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end < 0) {
        const { value, done } = await this.#reader.read();
        if (done) return undefined;
        this.#text += Buffer.from(value).toString();
        continue;
      }
      const lines = this.#text.slice(0, end).split('\n');
      this.#text = this.#text.slice(end + 2);
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      if (field('event') === event) return { id: field('id'), data: field('data') ?? '' };
    }
  }
}

const stopping = new AbortController();

function ask(role: string, headers: Record<string, string> = {}): Promise<Response> {
  const cookie = `next-auth.session-token=${cookies[role]}`;
  return answerLive(
    new Request('http://localhost:3000/api/dashboard/live', {
      headers: { cookie, ...headers },
      signal: stopping.signal,
    }),
  );
}

async function open(role: string, headers: Record<string, string> = {}): Promise<OpenPage> {
  return new OpenPage(await ask(role, headers));
}

async function newLink(): Promise<string> {
  const input = newLinkSchema.parse({ integrations: ['drive'], endUser: { id: 'mira', email: 'mira@example.com' } });
  return (await createLink(input, 'console')).id;
}

beforeAll(async () => {
  ({ close } = await testDatabase());
  await addEveryRole();
  for (const role of ['admin', 'viewer']) {
    jar.clear();
    await become(role);
    cookies[role] = jar.get('next-auth.session-token') ?? '';
  }
  const integration = { uniqueKey: 'drive', displayName: 'OneDrive', provider: 'one-drive', presets: ['files-read'] };
  const app = { accountTypes: 'organizations', clientId: '6f1b4a0e-5f0c-4a53-9d0c-0a6a3c1f7d11' };
  await createIntegration(
    newIntegrationSchema.parse({ ...integration, ...app, clientSecret: 'abc8Q~not-a-secret-of-anyone' }),
    'console',
  );
  other = await Worker.start();
});
afterEach(() => closeLive());
afterAll(async () => {
  stopping.abort();
  await other.kill();
  await close();
});

test('two pages are told what another process changes, by types and ids alone', async () => {
  const pages = [await open('admin'), await open('viewer')];
  for (const page of pages) await page.next('ready');
  const link = await newLink();
  await other.moveLink(link, 'opened');
  await other.moveLink(link, 'started');
  // The event follows once it has a position; the next hint need not wait for it.
  const hint = { id: undefined, data: `link ${link}` };
  const event = { id: expect.stringMatching(/^\d+$/), data: `link.opened ${link}` };
  for (const page of pages) {
    const heard = [await page.next('link'), await page.next('link'), await page.next('link')];
    expect(heard.filter((message) => message?.id === undefined)).toEqual([hint, hint]);
    expect(heard.filter((message) => message?.id !== undefined)).toEqual([event]);
  }
});

test('a notice is told without what it says', async () => {
  const page = await open('viewer');
  await page.next('ready');
  const notice = { kind: 'attack', level: 'warning', dedupeKey: 'attack:1', message: 'Somebody', fix: 'Look' } as const;
  await db().$transaction((tx) => putNotice(tx, notice));
  expect(await page.next('notice')).toEqual({ id: undefined, data: 'notice' });
});

test('a page that comes back is told to look again only when something happened meanwhile', async () => {
  const first = await open('admin');
  const before = (await first.next('ready'))?.id ?? '';
  await closeLive();
  await other.moveLink(await newLink(), 'opened');
  const late = await open('admin', { 'last-event-id': before });
  const now = (await late.next('ready'))?.id ?? '';
  expect(BigInt(now)).toBe(BigInt(before) + 1n);
  expect(await late.next('resync')).toBeDefined();
  const same = await open('admin', { 'last-event-id': now });
  await same.next('ready');
  const link = await newLink();
  await other.moveLink(link, 'opened');
  expect((await same.next('link'))?.data).toBe(`link ${link}`);
});

test('the stream ends with its session, at once, and the others go on', async () => {
  const [admin, viewer] = [await open('admin'), await open('viewer')];
  for (const page of [admin, viewer]) await page.next('ready');
  const session = (await listSessions()).find(({ operator }) => operator.email === 'viewer@example.com');
  await signOutSession(session?.id ?? '');
  expect(await viewer.next('resync')).toBeUndefined();
  expect((await ask('viewer')).status).toBe(401);
  const link = await newLink();
  expect((await admin.next('link'))?.data).toBe(`link ${link}`);
});

test('a session gets so many streams, and a closed one makes room', async () => {
  const own = new AbortController();
  const request = () =>
    answerLive(
      new Request('http://localhost:3000/api/dashboard/live', {
        headers: { cookie: `next-auth.session-token=${cookies.admin}` },
        signal: own.signal,
      }),
    );
  for (let n = 0; n < 4; n += 1) expect((await request()).status).toBe(200);
  const refused = await request();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  own.abort();
  expect((await ask('admin')).status).toBe(200);
});

test('a broken connection to the database is made again, and pages look again', async () => {
  const page = await open('admin');
  await page.next('ready');
  await pool().query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'latchkey-listen'",
  );
  expect(await page.next('resync')).toBeDefined();
  const link = await newLink();
  expect((await page.next('link'))?.data).toBe(`link ${link}`);
});

test('a process that stops ends its streams', async () => {
  const page = await open('admin');
  await page.next('ready');
  await closeLive();
  expect(await page.next('resync')).toBeUndefined();
});

test.each([undefined, 'not-a-session'])('a stranger is told nothing (%s)', async (cookie) => {
  cookies.stranger = cookie ?? '';
  expect((await ask('stranger')).status).toBe(401);
});
