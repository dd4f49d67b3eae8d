import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { db, pool } from '#lib/db';
import { recordEvents } from '#lib/events/events';
import type { PublicEventType } from '#lib/events/schema';
import { listNotices, putNotice, withdrawNotices } from '#lib/notices/notices';
import { closeReceivers } from '#lib/receiver';
import { changeEndpoint, createEndpoint } from '#lib/webhooks/endpoints';
import { noteHealth } from '#lib/webhooks/health';
import { newEndpointSchema } from '#lib/webhooks/schema';
import { testDatabase } from '../../scripts/testing/database.ts';
import { MailServer } from '../../scripts/testing/mail-server.ts';
import { Receiver } from '../../scripts/testing/receiver.ts';
import { Worker } from '../../scripts/testing/worker.ts';
import { changeChannel, createChannel, deleteChannel, listChannels, testChannel } from './channels.ts';
import { deliverAlerts } from './deliver.ts';
import { channelInputSchema } from './schema.ts';
import { watchAlerts } from './watch.ts';

const actor = 'operator:ada@example.com' as const;
let close: () => Promise<void>;
let server: MailServer;
let receiver: Receiver;

beforeAll(async () => {
  ({ close } = await testDatabase());
  server = await MailServer.start();
  receiver = await Receiver.start();
});
afterAll(async () => {
  await receiver.stop();
  await server.stop();
  await closeReceivers();
  await close();
});
beforeEach(async () => {
  await pool().query('truncate event, notice, alert_channel, alert_state, alert_item cascade');
  await pool().query("delete from setting where key = 'alerts_cursor'");
  await watchAlerts();
});
afterEach(() => {
  server.mails.splice(0);
  server.refusal = undefined;
  receiver.received.splice(0);
  receiver.react = (_request, response) => response.writeHead(200).end('ok');
});

const everything = [
  'needs_reauthorization',
  'integration_broken',
  'secret_ends',
  'webhook_failing',
  'sweep_behind',
  'microsoft_unreachable',
  'sign_in_attack',
];
const common = { name: 'Ops', rules: everything, quiet: null, tellsRecovery: true };
const mailbox = () => ({
  recipients: ['ops@example.com', 'night@example.com'],
  from: 'latchkey@example.com',
  host: '127.0.0.1',
  port: server.port,
  security: 'none',
});
const email = (more = {}) =>
  createChannel(channelInputSchema.parse({ ...common, kind: 'email', mail: mailbox(), secret: '', ...more }), actor);
const hook = (kind: 'slack' | 'teams' | 'webhook', more = {}) =>
  createChannel(channelInputSchema.parse({ ...common, kind, secret: receiver.url, ...more }), actor);

const dead = { code: 'AADSTS50173', message: 'The password was reset.', fix: 'Send the user a reauthorize link.' };

async function tell(type: Extract<PublicEventType, `connection.${string}`>, ...names: string[]): Promise<void> {
  const reason = type === 'connection.needs_reauthorization' ? { reason: dead } : {};
  await db().$transaction((tx) =>
    recordEvents(
      tx,
      names.map((name) => ({ type, data: { connection_id: name, provider_config_key: 'drive', ...reason } })),
    ),
  );
}
const fail = (...names: string[]) => tell('connection.needs_reauthorization', ...names);

// Noon of tomorrow: after whatever the database has written by its own clock.
const start = new Date(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`);
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

async function pass(at = start): Promise<void> {
  await watchAlerts(at);
  await deliverAlerts(at);
}
const subjects = () => server.mails.map(({ headers }) => headers.get('subject'));
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));

describe('one message per change of state', () => {
  test('a mail says what happened, why and what to do; the end is quiet and in the same thread', async () => {
    await email();
    await fail('mira');
    await pass();
    await pass(later(1));
    const [mail] = server.mails;
    expect(server.mails).toHaveLength(1);
    expect(mail).toMatchObject({ to: ['ops@example.com', 'night@example.com'] });
    expect(mail?.from).toContain('latchkey@example.com');
    expect(mail?.headers.get('subject')).toBe('mira needs reauthorization (drive)');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    for (const part of [dead.message, dead.fix, 'http://localhost:3000/connections'])
      expect(mail?.text).toContain(part);
    await tell('connection.reauthorized', 'mira');
    await pass(later(2));
    expect(subjects()).toEqual(['mira needs reauthorization (drive)', 'Solved: mira needs reauthorization (drive)']);
    const threads = server.mails.map(({ headers }) => headers.get('references'));
    expect(threads[0]).toMatch(/^<\w+@example\.com>$/);
    expect(threads[1]).toBe(threads[0]);
  });

  test('a connection that is said to be closed twice is told once', async () => {
    await email();
    await fail('mira');
    await pass();
    await fail('mira');
    await pass(later(1));
    expect(server.mails).toHaveLength(1);
  });

  test('notices: written, changed, withdrawn', async () => {
    await hook('webhook');
    const put = (step: number) =>
      db().$transaction(async (tx) => {
        await withdrawNotices(tx, { keyPrefix: 'attack:' });
        const words = { message: `${step} sign-ins failed.`, fix: 'Look at the audit log.' };
        await putNotice(tx, {
          kind: 'attack',
          level: 'warning',
          dedupeKey: `attack:sign-in.failed:2026-11-0${step}`,
          ...words,
        });
      });
    await put(1);
    await pass();
    await put(2);
    await pass(later(1));
    await db().$transaction((tx) => withdrawNotices(tx, { keyPrefix: 'attack:' }));
    await pass(later(2));
    expect(bodies().map(({ alerts }) => alerts)).toMatchObject([
      [
        {
          rule: 'sign_in_attack',
          state: 'open',
          title: '1 sign-ins failed.',
          url: 'http://localhost:3000/settings/audit',
        },
      ],
      [{ rule: 'sign_in_attack', state: 'open', title: '2 sign-ins failed.' }],
      [{ rule: 'sign_in_attack', state: 'solved', title: '2 sign-ins failed.' }],
    ]);
  });

  test('an endpoint of webhooks: told early, again when it is switched off, and when it works', async () => {
    await hook('webhook', { rules: ['webhook_failing'] });
    const endpoint = await createEndpoint(newEndpointSchema.parse({ url: 'https://crm.example/in' }), actor);
    const note = (days: number) => db().$transaction((tx) => noteHealth(tx, { ...endpoint, days }, false));
    for (const [n, days] of [0.01, 1, 4.9, 5.1].entries()) {
      await note(days);
      await pass(later(n));
    }
    await changeEndpoint(endpoint.id, { isEnabled: true }, actor);
    await pass(later(5));
    const off =
      'The webhook endpoint at crm.example has not taken a webhook for 5 days, so nothing is sent there any more.';
    expect(bodies().map(({ summary }) => summary)).toEqual([
      'The webhook endpoint at crm.example accepts nothing.',
      off,
      `Solved: ${off}`,
    ]);
  });

  test('what was over before anybody was told is told to nobody', async () => {
    await email();
    await fail('mira');
    await tell('connection.deleted', 'mira');
    await pass();
    expect(server.mails).toEqual([]);
    expect(await listChannels()).toMatchObject([{ waiting: 0 }]);
  });

  test('a channel gets what it asks for, and nothing from before it was made', async () => {
    await fail('early');
    await watchAlerts(new Date(Date.now() - 60_000));
    await email({ rules: ['sweep_behind'] });
    await hook('slack', { tellsRecovery: false });
    await fail('mira');
    await tell('connection.recovered', 'early');
    await pass();
    await tell('connection.recovered', 'mira');
    await pass(later(1));
    expect(server.mails).toEqual([]);
    expect(bodies().map(({ text }) => text)).toEqual(['mira needs reauthorization (drive)']);
  });
});

test('Slack and Teams get the forms they take, and names bring no markup', async () => {
  await hook('slack');
  await hook('teams');
  await fail('<!channel> [x](https://evil.example)');
  receiver.react = (_request, response) => response.writeHead(202).end();
  await pass();
  const [slack, teams] = bodies().sort((one) => ('text' in one ? -1 : 1));
  const title = '<!channel> [x](https://evil.example) needs reauthorization (drive)';
  expect(slack.text).toBe(title.replace('<', '&lt;').replace('>', '&gt;'));
  expect(slack.blocks[0]).toEqual({ type: 'section', text: { type: 'plain_text', text: title, emoji: false } });
  expect(teams).toMatchObject({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          actions: [{ type: 'Action.OpenUrl', url: 'http://localhost:3000/connections' }],
        },
      },
    ],
  });
  const card = teams.attachments[0].content;
  expect(card.body[0].text).toBe(
    String.raw`\<!channel\> \[x\]\(https://evil.example\) needs reauthorization \(drive\)`,
  );
});

describe('many at once', () => {
  test('five messages, and the rest in one when ten minutes are over', async () => {
    await email();
    await fail(...Array.from({ length: 12 }, (_, n) => `c${n}`));
    await pass();
    expect(server.mails).toHaveLength(5);
    await fail('c12');
    await pass(later(9));
    expect(server.mails).toHaveLength(5);
    await pass(later(10));
    expect(subjects().at(-1)).toBe('8 problems since the last message');
    expect(server.mails).toHaveLength(6);
    expect(server.mails.at(-1)?.text.match(/needs reauthorization/g)).toHaveLength(8);
    await fail('c13');
    await pass(later(11));
    expect(subjects().at(-1)).toBe('c13 needs reauthorization (drive)');
  });

  test('quiet hours: nothing, then one message', async () => {
    await email({ quiet: { from: '12:00', to: '13:30', timeZone: 'UTC' } });
    await fail('mira', 'jonas', 'sam');
    await pass();
    await tell('connection.recovered', 'sam');
    await pass(later(89));
    expect(server.mails).toEqual([]);
    expect(await listChannels()).toMatchObject([{ nextAt: later(90) }]);
    await pass(later(90));
    expect(subjects()).toEqual(['2 problems since the last message']);
  });
});

test('two processes tell each change once', async () => {
  const other = await Worker.start();
  await hook('webhook');
  for (let n = 0; n < 4; n += 1) {
    await fail(`c${n}`);
    await Promise.all([pass(later(n)), other.alert(later(n)), pass(later(n))]);
  }
  await pass(later(5));
  await other.kill();
  expect(bodies().map(({ summary }) => summary)).toEqual(
    [0, 1, 2, 3].map((n) => `c${n} needs reauthorization (drive)`),
  );
});

describe('a channel that does not take it', () => {
  test('is tried again, loses nothing, and the bell says so', async () => {
    const id = await email();
    server.refusal = 'Mailbox full';
    await fail('mira');
    await pass();
    const [failing] = await listChannels();
    expect(failing).toMatchObject({ failures: 1, nextAt: later(1), waiting: 1 });
    expect(failing?.lastError).toMatch(/^127\.0\.0\.1:\d+ refused the mail: .*Mailbox full/);
    await pass(later(0.5));
    await pass(later(1));
    await pass(later(6));
    expect(await listNotices()).toMatchObject([{ kind: 'alerts_failing', message: expect.stringContaining('Ops') }]);
    server.refusal = undefined;
    await pass(later(21));
    expect(await listChannels()).toMatchObject([{ id, failures: 0, lastError: null, waiting: 0 }]);
    expect(server.mails).not.toEqual([]);
    expect(await listNotices()).toEqual([]);
  });

  test.each([404, 410])('a hook that is gone (%d) is told with what helps', async (status) => {
    const id = await hook('slack');
    receiver.react = (_request, response) => response.writeHead(status).end('no_service');
    expect(await testChannel(id, actor)).toBe(
      `Slack answered ${status}: the channel or its webhook is gone. Make a new webhook there and enter its address here.`,
    );
  });

  test('one that is down delays no other', async () => {
    await hook('teams');
    await email();
    receiver.react = (_request, response) => response.writeHead(500).end();
    await fail('mira');
    await pass();
    expect(server.mails).toHaveLength(1);
  });
});

describe('secrets', () => {
  test('are sealed, in no list and in no audit row, and kept only for the same server', async () => {
    const secured = await MailServer.start({ password: 'pa55word-of-ops', protection: 'tls' });
    const mail = { ...mailbox(), port: secured.port, security: 'tls', user: 'ops' };
    const id = await email({ mail, secret: 'pa55word-of-ops' });
    await hook('webhook');
    const { rows } = await pool().query('select * from alert_channel');
    const shown = JSON.stringify([rows, await listChannels(), await listAudit({ limit: 20 })]);
    expect(shown).not.toMatch(/pa55word|\/hook/);
    // Its certificate is trusted by nobody: the password is not even said.
    expect(await testChannel(id, actor)).toContain('its certificate is not trusted here (TLS)');
    const moved = channelInputSchema.parse({
      ...common,
      kind: 'email',
      mail: { ...mail, host: 'localhost' },
      secret: '',
    });
    await expect(changeChannel(id, moved, actor)).rejects.toMatchObject({ code: 'secret_missing' });
    await secured.stop();
  });

  test('no password goes over an open line', () => {
    const input = { ...common, kind: 'email', mail: { ...mailbox(), user: 'ops' }, secret: 'x' };
    expect(channelInputSchema.safeParse(input).error?.issues[0]?.message).toContain('TLS or STARTTLS only');
  });
});

test('a test message comes at once, and is in the audit log', async () => {
  const id = await email();
  expect(await testChannel(id, actor)).toBeUndefined();
  expect(subjects()).toEqual(['A test from Latchkey']);
  expect(await listAudit({ limit: 1 })).toMatchObject([{ action: 'alert-channel.tested', actor }]);
  await deleteChannel(id, actor);
  await expect(testChannel(id, actor)).rejects.toMatchObject({ code: 'not_found' });
});

test.each(['https://user:pw@hooks.example.com/x', 'ftp://hooks.example.com', 'hooks.example.com'])(
  'an address that is none is refused: %s',
  (secret) => {
    expect(channelInputSchema.safeParse({ ...common, kind: 'slack', secret }).success).toBe(false);
  },
);
