import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { listMailSenders } from '#lib/connections/tokens/own-call';
import { db, type Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import { withdrawNotices } from '#lib/notices/notices';
import { open, seal } from '#lib/vault';
import { AlertError } from './errors.ts';
import type { AlertMessage } from './message.ts';
import { type AlertChannel, type ChannelInput, sendsMail } from './schema.ts';
import { secretPlace, sendToChannel } from './send.ts';
import {
  type ChannelRow,
  findChannelRow,
  insertChannel,
  listChannelRows,
  type StoredChannel,
  takeChannel,
  updateChannel,
} from './store.ts';

const mostChannels = 20;

function hostOf({ id, kind, sealedSecret }: StoredChannel): string | null {
  if (sendsMail(kind) || sealedSecret === null) return null;
  try {
    return new URL(open(sealedSecret, secretPlace(id))).host;
  } catch {
    return null;
  }
}

/**
 * All channels with their states, oldest first. Only the host of an address is included, because the rest is a secret.
 */
export async function listChannels(): Promise<AlertChannel[]> {
  const rows = await listChannelRows();
  return rows.map(({ sealedSecret, ...row }) => ({ ...row, host: hostOf({ ...row, sealedSecret }) }));
}

function settingsOf(input: ChannelInput): ChannelRow['settings'] {
  if (input.kind === 'email') return input.mail;
  return input.kind === 'account' ? input.account : null;
}

function toRow(id: string, input: ChannelInput, sealedSecret: string | null): ChannelRow {
  const { kind, name, rules, quiet, tellsRecovery } = input;
  return { id, kind, name, rules, quiet, tellsRecovery, settings: settingsOf(input), sealedSecret };
}

const subjectOf = (id: string) => `alert-channel:${id}`;
const detailOf = ({ kind, name, rules }: ChannelInput) => ({ kind, name, rules });

async function requireSender(input: ChannelInput): Promise<void> {
  if (input.kind !== 'account') return;
  const [sender] = await listMailSenders(input.account.connectionId);
  if (!sender) throw new AlertError('no_sender');
}

/** Creates a channel. @throws AlertError `too_many`, `secret_missing` */
export async function createChannel(input: ChannelInput, by: Actor): Promise<string> {
  await requireSender(input);
  if (!sendsMail(input.kind) && input.secret === '') throw new AlertError('secret_missing');
  const id = newId();
  const sealed = input.secret === '' ? null : seal(input.secret, secretPlace(id));
  await db().$transaction(async (tx) => {
    if ((await listChannelRows()).length >= mostChannels) throw new AlertError('too_many');
    await insertChannel(tx, toRow(id, input, sealed), by);
    const detail = detailOf(input);
    await audit(tx, { actor: by, action: 'alert-channel.created', subject: subjectOf(id), detail });
  });
  return id;
}

/** The secret to store: the new one, or, if none is given, the stored one, provided that the server is unchanged. */
async function secretFor(tx: Transaction, id: string, input: ChannelInput): Promise<string | null> {
  const stored = await findChannelRow(id, tx);
  if (!stored) throw new AlertError('not_found');
  if (input.kind === 'account') return null;
  if (input.secret !== '') return seal(input.secret, secretPlace(id));
  const isSamePlace =
    stored.kind === input.kind &&
    (input.kind !== 'email' || input.mail.user === '' || input.mail.host === stored.mail?.host);
  if (!isSamePlace) throw new AlertError('secret_missing');
  return input.kind === 'email' && input.mail.user === '' ? null : stored.sealedSecret;
}

/**
 * Changes a channel. Messages that wait for it are sent with the new settings.
 * @throws AlertError `not_found`, `secret_missing`
 */
export async function changeChannel(id: string, input: ChannelInput, by: Actor): Promise<void> {
  await requireSender(input);
  await db().$transaction(async (tx) => {
    await updateChannel(tx, toRow(id, input, await secretFor(tx, id, input)));
    await withdrawNotices(tx, { keyPrefix: `alerts_failing:${id}` });
    const detail = detailOf(input);
    await audit(tx, { actor: by, action: 'alert-channel.changed', subject: subjectOf(id), detail });
  });
}

/** Deletes a channel and the messages that wait for it. @throws AlertError `not_found` */
export async function deleteChannel(id: string, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    const { name, kind } = await takeChannel(tx, id);
    await withdrawNotices(tx, { keyPrefix: `alerts_failing:${id}` });
    await audit(tx, { actor: by, action: 'alert-channel.deleted', subject: subjectOf(id), detail: { kind, name } });
  });
}

function testMessage(): AlertMessage {
  const content = {
    level: 'info',
    title: 'A test from Latchkey',
    message: 'Somebody pressed the test button. Alerts that come here look like this.',
    fix: 'Nothing has to be done.',
    path: '/settings/alerts',
    thread: newId(),
  } as const;
  const facts = {
    key: 'test',
    rule: 'needs_reauthorization',
    change: 'open',
    createdAt: new Date(),
    isHeld: false,
  } as const;
  return { id: newId(), items: [{ id: newId(), ...facts, content }], isTest: true };
}

/**
 * Sends a test message at once. Returns why it was refused; undefined if it was accepted.
 * @throws AlertError `not_found`
 */
export async function testChannel(id: string, by: Actor): Promise<string | undefined> {
  const channel = await findChannelRow(id);
  if (!channel) throw new AlertError('not_found');
  const reason = await sendToChannel(channel, testMessage());
  const detail = { name: channel.name, ...(reason && { reason }) };
  await db().$transaction((tx) =>
    audit(tx, { actor: by, action: 'alert-channel.tested', subject: subjectOf(id), detail }),
  );
  return reason;
}
