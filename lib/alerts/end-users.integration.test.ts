import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setBranding } from '#lib/branding/branding';
import { brandingFormSchema } from '#lib/branding/schema';
import { listMailSenders } from '#lib/connections/tokens/own-call';
import { reviewSweep } from '#lib/connections/tokens/sweep-behind';
import { pool } from '#lib/db';
import { listNotices } from '#lib/notices/notices';
import { MailServer } from '../../scripts/testing/mail-server.ts';
import { Worker } from '../../scripts/testing/worker.ts';
import { actor, jonas, type Known, type Made, mira, World } from '../../scripts/testing/world.ts';
import { addEvent } from '../connections/timeline.ts';
import { db } from '../db.ts';
import { createChannel, deleteChannel, testChannel } from './channels.ts';
import { mailEndUsers, setEndUserMail } from './end-users.ts';
import { channelInputSchema } from './schema.ts';
import { watchAlerts } from './watch.ts';

let world: World;
let server: MailServer;
let made: Made;
let known: Known;
let channel: string;

beforeAll(async () => {
  world = await World.start();
  server = await MailServer.start();
  made = await world.integrate({ displayName: 'OneDrive' });
  known = await world.connect(made, mira, { language: 'de', endUser: { id: 'u1', email: 'mira@example.com' } });
  const branding = { name: 'Acme', contactName: '', contactAddress: 'help@acme.example', accent: '', privacyUrl: '' };
  await setBranding(brandingFormSchema.parse({ ...branding, termsUrl: '' }), 'keep', actor);
});
afterAll(async () => {
  await server.stop();
  await world.stop();
});
beforeEach(async () => {
  server.mails.splice(0);
  server.refusal = undefined;
  await pool().query('truncate alert_channel, alert_state, alert_item, end_user_mail, end_user_note cascade');
  await pool().query("update connection set status = 'healthy'");
  await watchAlerts();
  const mail = { recipients: ['ops@example.com'], from: 'latchkey@acme.example', host: '127.0.0.1', port: server.port };
  const common = { kind: 'email', name: 'Mail', rules: ['sweep_behind'], quiet: null, tellsRecovery: true, secret: '' };
  channel = await createChannel(channelInputSchema.parse({ ...common, mail: { ...mail, security: 'none' } }), actor);
});

const password = { code: 'AADSTS50173', aadsts: 50173, message: 'The password was reset.', fix: 'Send a link.' };
const admins = { code: 'AADSTS53003', aadsts: 53003, message: 'A policy blocks it.', fix: 'Ask the admin.' };

async function shut(detail = password): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.connection.update({ where: { id: known.id }, data: { status: 'needs_reauthorization' } });
    await addEvent(tx, known.id, { type: 'needs_reauthorization', detail });
  });
}

test('a person is written to once, in their language, with the operator’s name and reply address', async () => {
  await setEndUserMail(made, channel, actor);
  await shut();
  const other = await Worker.start();
  const now = new Date();
  await Promise.all([watchAlerts(now).then(() => mailEndUsers(now)), other.alert(now)]);
  await mailEndUsers(new Date(now.getTime() + 3_600_000));
  await other.kill();
  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  expect(mail).toMatchObject({ to: ['mira@example.com'] });
  expect(mail?.from).toBe('Acme <latchkey@acme.example>');
  expect(mail?.headers.get('reply-to')).toBe('help@acme.example');
  expect(mail?.text).toContain('Acme erreicht Ihr Microsoft-Konto nicht mehr (OneDrive)');
  expect(mail?.text).toMatch(/^http:\/\/localhost:3000\/connect\/[\w-]{43}$/m);
});

test('nobody is written to by default', async () => {
  await shut();
  await watchAlerts();
  await mailEndUsers();
  expect(server.mails).toEqual([]);
});

test.each([
  ['an admin has to act', admins, false],
  ['it works again', password, true],
])('nobody is written to when %s', async (_why, detail, isMended) => {
  await setEndUserMail(made, channel, actor);
  await shut(detail);
  await watchAlerts();
  if (isMended) await pool().query("update connection set status = 'healthy'");
  await mailEndUsers();
  expect(server.mails).toEqual([]);
});

test.each(['mira@example.com, eve@example.com', 'contoso.example'])(
  'nobody is written to when %s is all that is known of whom',
  async (email) => {
    await setEndUserMail(made, channel, actor);
    await shut();
    const rename = (to: string) =>
      pool().query(`update connection set end_user = end_user || jsonb_build_object('email', $1::text)`, [to]);
    await rename(email);
    await watchAlerts();
    await mailEndUsers();
    await rename('mira@example.com');
    expect(server.mails).toEqual([]);
  },
);

test('a mail that is refused is tried again, and leaves no link that works', async () => {
  await setEndUserMail(made, channel, actor);
  await shut();
  const now = new Date();
  await watchAlerts(now);
  server.refusal = 'Greylisted';
  await mailEndUsers(now);
  const { rows } = await pool().query(
    "select status from connect_link where kind = 'reauthorize' order by created_at desc limit 1",
  );
  expect(rows).toEqual([{ status: 'revoked' }]);
  server.refusal = undefined;
  await mailEndUsers(new Date(now.getTime() + 299_000));
  expect(server.mails).toEqual([]);
  await mailEndUsers(new Date(now.getTime() + 300_000));
  expect(server.mails).toHaveLength(1);
});

test('without its channel it is off', async () => {
  await setEndUserMail(made, channel, actor);
  await deleteChannel(channel, actor);
  await shut();
  await watchAlerts();
  await mailEndUsers();
  expect(server.mails).toEqual([]);
  await expect(setEndUserMail(made, channel, actor)).rejects.toMatchObject({ code: 'not_found' });
});

test('tokens that are refreshed much too late are a notice while they are', async () => {
  const late = (minutes: number) =>
    pool().query('update connection set refresh_due_at = now() - make_interval(mins => $1), last_vended_at = now()', [
      minutes,
    ]);
  await late(14);
  await reviewSweep();
  expect(await listNotices()).toEqual([]);
  await late(16);
  await reviewSweep();
  expect(await listNotices()).toMatchObject([
    { kind: 'sweep_behind', message: expect.stringContaining('1 connection waits') },
  ]);
  await late(0);
  await reviewSweep();
  expect(await listNotices()).toEqual([]);
});

describe('through a connection of one’s own', () => {
  let sender: Known;
  const mails = async () => (await (await world.bench.control('GET', '/mails')).json()).mails;
  const input = (connectionId: string) => {
    const common = { kind: 'account', name: 'Mail', rules: ['sweep_behind'], quiet: null, tellsRecovery: true };
    return channelInputSchema.parse({ ...common, account: { recipients: ['ops@example.com'], connectionId } });
  };

  beforeAll(async () => {
    const mail = await world.integrate({ provider: 'outlook', presets: ['mail-send'] });
    sender = await world.connect(mail, jonas);
  });

  test('alerts and people’s mails go out as the account, with a token that is renewed when Graph refuses it', async () => {
    const id = await createChannel(input(sender.id), actor);
    await world.bench.fault({ match: { path: 'graph', under: '/v1.0/me/sendMail' }, status: 401 });
    expect(await testChannel(id, actor)).toBeUndefined();
    await setEndUserMail(made, id, actor);
    await shut();
    await watchAlerts();
    await mailEndUsers();
    expect(await mails()).toMatchObject([
      { from: jonas, to: ['ops@example.com'], replyTo: [], subject: 'A test from Latchkey' },
      { from: jonas, to: ['mira@example.com'], replyTo: ['help@acme.example'], subject: expect.any(String) },
    ]);
    expect(server.mails).toEqual([]);
  });

  test('one that may not send is refused; one that no longer can says so', async () => {
    await expect(createChannel(input(known.id), actor)).rejects.toMatchObject({ code: 'no_sender' });
    expect((await listMailSenders()).map(({ id }) => id)).toEqual([sender.id]);
    const id = await createChannel(input(sender.id), actor);
    await world.rows(`update connection set status = 'needs_reauthorization' where id = $1`, [sender.id]);
    expect(await testChannel(id, actor)).toMatch(/^The connection that sends cannot be used\. /);
    await world.rows('delete from connection where id = $1', [sender.id]);
    expect(await testChannel(id, actor)).toBe('The connection that sends was deleted. Choose another.');
  });
});
