import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { db } from '#lib/db';
import { newId } from '#lib/ids';
import { dismissNotice, listNotices } from '#lib/notices/notices';
import { eventsOf } from '../../scripts/testing/rows.ts';
import { actor, World } from '../../scripts/testing/world.ts';
import { makeCertificate } from './certificate.ts';
import {
  addFederated,
  addMadeCertificate,
  addPastedCertificate,
  addSecret,
  findCertificate,
  listCredentials,
  removeCredential,
  replaceSecret,
  retryCredential,
  setSecretExpiry,
} from './credentials.ts';
import { noteExpiry, watchExpiry } from './expiry.ts';
import { findIntegration } from './integrations.ts';
import { markBroken, readRegistration } from './registration.ts';

let world: World;

beforeAll(async () => {
  world = await World.start({ FEDERATED_TOKEN_DIR: '/run/tokens' });
});
afterAll(() => world.stop());
afterEach(() => world.calm());

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);
const secretOf = (clientSecret: string, secretExpiresAt: Date | null = null) => ({ clientSecret, secretExpiresAt });
const kindsOf = async (id: string) => (await readRegistration(id)).credentials.map(({ kind }) => kind);

describe('two credentials', () => {
  test('a second one is added beside the first and used first; a third is refused', async () => {
    const { id } = await world.integrate();
    await addSecret(id, secretOf('new8Q~value'), actor);
    expect((await readRegistration(id)).credentials).toMatchObject([
      { secret: 'new8Q~value' },
      { kind: 'client_secret' },
    ]);
    await expect(addSecret(id, secretOf('more8Q~value'), actor)).rejects.toMatchObject({
      code: 'too_many_credentials',
    });
  });

  test('replacing takes every secret out, and leaves a certificate', async () => {
    const { id, uniqueKey } = await world.integrate();
    await addMadeCertificate({ id, uniqueKey }, 6, actor);
    await replaceSecret(id, secretOf('new8Q~value'), actor);
    expect(await kindsOf(id)).toEqual(['client_secret', 'certificate']);
  });

  test('the last one goes only when that is meant', async () => {
    const { id } = await world.integrate();
    const [only] = await listCredentials(id);
    const which = { integrationId: id, id: only?.id ?? '' };
    await expect(removeCredential({ ...which, evenLast: false }, actor)).rejects.toMatchObject({
      code: 'last_credential',
    });
    await removeCredential({ ...which, evenLast: true }, actor);
    await expect(readRegistration(id)).rejects.toMatchObject({ code: 'no_secret' });
    await expect(removeCredential({ ...which, evenLast: true }, actor)).rejects.toMatchObject({
      code: 'credential_gone',
    });
  });

  test("another integration's credential is not touched", async () => {
    const [mine, other] = [await world.integrate(), await world.integrate()];
    const [theirs] = await listCredentials(other.id);
    const which = { integrationId: mine.id, id: theirs?.id ?? '' };
    await expect(removeCredential({ ...which, evenLast: true }, actor)).rejects.toMatchObject({
      code: 'credential_gone',
    });
    await expect(setSecretExpiry({ ...which, expiresAt: inDays(3) }, actor)).rejects.toMatchObject({
      code: 'credential_gone',
    });
    expect(await findCertificate(mine.id, which.id)).toBeUndefined();
  });

  test('broken only when all that are there were refused', async () => {
    const { id } = await world.integrate();
    const { credentialIds } = await readRegistration(id);
    await addSecret(id, secretOf('new8Q~value'), actor);
    expect(await markBroken(id, { code: 'AADSTS7000222', reason: 'Expired.', credentialIds })).toBe(false);
    const all = (await readRegistration(id)).credentialIds;
    expect(await markBroken(id, { code: 'AADSTS7000222', reason: 'Expired.', credentialIds: all })).toBe(true);
    expect(await listNotices(id)).toMatchObject([{ kind: 'integration_broken', level: 'error' }]);
    await removeCredential({ integrationId: id, id: all[0] ?? '', evenLast: false }, actor);
    await addSecret(id, secretOf('newest8Q~value'), actor);
    expect(await listNotices(id)).toEqual([]);
    expect(await eventsOf(id)).toMatchObject([
      { type: 'integration.broken', data: { reason: { code: 'AADSTS7000222' } } },
      { type: 'integration.mended' },
    ]);
  });
});

describe('a certificate', () => {
  test('made here: the key is sealed and in no answer, the certificate can be fetched', async () => {
    const made = await world.integrate();
    const { id } = await addMadeCertificate(made, 12, actor);
    const waiting = { id, kind: 'certificate', expirySource: 'certificate', refused: { code: 'not_uploaded' } };
    expect(await listCredentials(made.id)).toMatchObject([{ kind: 'client_secret', isInUse: true }, waiting]);
    await retryCredential(made.id, id, actor);
    const [inUse] = await listCredentials(made.id);
    expect(inUse).toMatchObject({ id, refused: null, isInUse: true });
    expect(inUse?.thumbprints).toMatchObject({ sha1: expect.stringMatching(/^[0-9A-F]{40}$/) });
    expect(JSON.stringify([await listCredentials(made.id), await findIntegration(made.uniqueKey)])).not.toContain(
      'PRIVATE',
    );
    const { rows } = await world.rows('select sealed_secret, certificate from integration_credential where id = $1', [
      id,
    ]);
    expect(rows[0]?.sealed_secret).toMatch(/^v1\./);
    expect(await findCertificate(made.id, id)).toBe(rows[0]?.certificate);
  });

  test('pasted: it is taken with its key, and refused with a sentence at its field', async () => {
    const { id } = await world.integrate();
    const pair = await makeCertificate('Ours', 3);
    await expect(addPastedCertificate(id, pair.certificate, actor)).rejects.toMatchObject({
      problems: [{ field: 'certificate', message: expect.stringContaining('no private key') }],
    });
    await addPastedCertificate(id, `${pair.certificate}${pair.privateKey}`, actor);
    const [credential] = (await readRegistration(id)).credentials;
    expect(credential).toMatchObject({ kind: 'certificate', thumbprintSha256: pair.thumbprintSha256 });
  });
});

test('a federated credential is read only from where the installation allows', async () => {
  const { id } = await world.integrate();
  for (const source of [
    { file: '/etc/shadow' },
    { file: '/run/tokens/../../etc/shadow' },
    { variable: 'ENCRYPTION_KEYS' },
  ])
    await expect(addFederated(id, source, actor)).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ field: 'source' }],
    });
  await addFederated(id, { file: '/run/tokens/latchkey' }, actor);
  expect((await readRegistration(id)).credentials[0]).toMatchObject({
    kind: 'federated',
    source: { file: '/run/tokens/latchkey' },
  });
});

function kindAt(daysLeft: number): string[] {
  if (daysLeft > 30) return [];
  return [daysLeft > 0 ? 'secret_expiring' : 'secret_expired'];
}

describe('the end of a credential', () => {
  test('is told once at each step, for the one that lasts longest', async () => {
    const { id } = await world.integrate();
    const [only] = await listCredentials(id);
    const which = { integrationId: id, id: only?.id ?? '' };
    const end = inDays(60);
    await setSecretExpiry({ ...which, expiresAt: end }, actor);
    const seen: unknown[] = [];
    for (const left of [60, 31, 30, 29, 15, 14, 13, 7, 5, 1, 0.5, 0, -3]) {
      await db().$transaction((tx) => noteExpiry(tx, id, end.getTime() - left * day));
      const told = await listNotices(id);
      expect(told.map(({ kind }) => kind)).toEqual(kindAt(left));
      seen.push(...told.map((notice) => notice.id));
    }
    // At 30, 14, 7 and 1 days and at the end.
    expect(new Set(seen).size).toBe(5);
    expect(await eventsOf(id)).toMatchObject([
      ...[30, 14, 7, 1].map((days_left) => ({ type: 'credential.expiring', data: { credential: { days_left } } })),
      { type: 'credential.expired', data: { credential: { id: which.id, days_left: 0 } } },
    ]);
    await world.sql(`update integration_credential set expires_at = now() - interval '1 minute' where id = $1`, [
      which.id,
    ]);
    await addSecret(id, secretOf('new8Q~value', inDays(10)), actor);
    expect(await listNotices(id)).toMatchObject([
      { kind: 'secret_expiring', message: expect.stringContaining('client secret new…') },
    ]);
    await setSecretExpiry({ ...which, expiresAt: inDays(300) }, actor);
    expect(await listNotices(id)).toEqual([]);
  });

  test('is told by the hourly watch, by however many processes', async () => {
    const { id } = await world.integrate();
    await world.sql(
      `update integration_credential set expires_at = now() + interval '5 days' where integration_id = $1`,
      [id],
    );
    const { signal } = new AbortController();
    await Promise.all([watchExpiry(signal), watchExpiry(signal), watchExpiry(signal)]);
    expect(await listNotices(id)).toMatchObject([{ kind: 'secret_expiring' }]);
  });

  test('a dismissed notice stays away until the next step', async () => {
    const { id } = await world.integrate();
    await world.sql(
      `update integration_credential set expires_at = now() + interval '5 days' where integration_id = $1`,
      [id],
    );
    const { signal } = new AbortController();
    await watchExpiry(signal);
    const [notice] = await listNotices(id);
    expect(await dismissNotice(notice?.id ?? '', actor)).toBe(true);
    expect(await dismissNotice(notice?.id ?? '', actor)).toBe(false);
    await watchExpiry(signal);
    expect(await listNotices(id)).toEqual([]);
    await db().$transaction((tx) => noteExpiry(tx, id, Date.now() + 4.5 * day));
    expect(await listNotices(id)).toHaveLength(1);
  });

  test('every change has its audit row', async () => {
    const made = await world.integrate();
    await addSecret(made.id, secretOf('new8Q~value'), actor);
    const [first] = await listCredentials(made.id);
    await setSecretExpiry({ integrationId: made.id, id: first?.id ?? newId(), expiresAt: inDays(90) }, actor);
    await removeCredential({ integrationId: made.id, id: first?.id ?? '', evenLast: false }, actor);
    const rows = (await listAudit({ limit: 50 })).filter(({ subject }) => subject === `integration:${made.uniqueKey}`);
    expect(rows.map(({ action }) => action)).toEqual([
      'integration.credential-removed',
      'integration.credential-expiry',
      'integration.credential-added',
      'integration.created',
    ]);
    expect(JSON.stringify(rows)).not.toContain('new8Q~value');
  });
});
