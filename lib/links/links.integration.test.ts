import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { db, pool } from '#lib/db';
import { hashToken, newId } from '#lib/ids';
import { createIntegration, deleteIntegration } from '#lib/integrations/integrations';
import { newIntegrationSchema } from '#lib/integrations/schema';
import { createAdminLink } from '#lib/links/admin-link';
import { createLink, createReauthorizeLink } from '#lib/links/create-link';
import { copyLinkUrl, countOpenLinks, findLink, linkUrl, listLinks, revokeLink } from '#lib/links/links';
import { findAdminUrl, findLinkByToken, findResult, markOpened } from '#lib/links/open-link';
import type { Outcome } from '#lib/links/schema';
import { isPageToken, newPageToken } from '#lib/links/token';
import { approveLink, consumeLink, markStarted, readLinkForAttempt, recordOutcome } from '#lib/links/use-link';
import { testDatabase } from '../../scripts/testing/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let integrationId = '';

const admin = 'operator:ada@example.com' as const;
const browserHash = hashToken('browser:a');

function outcome(code: Outcome['code'], more: Partial<Outcome> = {}): Outcome {
  return { code, message: 'Said.', operatorMessage: 'Said.', at: new Date().toISOString(), ...more };
}

async function newIntegration(uniqueKey: string): Promise<string> {
  const input = newIntegrationSchema.parse({
    uniqueKey,
    displayName: 'OneDrive',
    provider: 'one-drive',
    cloud: 'global',
    accountTypes: 'organizations',
    clientId: '6f1b4a0e-5f0c-4a53-9d0c-0a6a3c1f7d11',
    clientSecret: 'abc8Q~not-a-secret-of-anyone',
    presets: ['files-read'],
    scopes: [],
  });
  const { id } = await createIntegration(input, admin);
  return id;
}

const consume = (linkId: string, connectionId: string | null = newId()) =>
  db().$transaction((tx) => consumeLink(tx, { linkId, connectionId, browserHash, outcome: outcome('connected') }), {
    maxWait: 30_000,
    timeout: 30_000,
  });

const actions = async (linkId: string) =>
  (await listAudit({ limit: 50, subject: `link:${linkId}` })).map(({ action }) => action);

beforeAll(async () => {
  database = await testDatabase();
  integrationId = await newIntegration('drive');
});
afterAll(() => database.close());
beforeEach(async () => {
  await db().connectLink.deleteMany();
});

test('the token is stored hashed and sealed, never in clear', async () => {
  const link = await createLink({ integrations: ['drive'], endUser: { id: 'u1' } }, admin);
  const row = await db().connectLink.findUniqueOrThrow({ where: { id: link.id } });
  expect(Buffer.from(row.tokenHash)).toEqual(hashToken(link.token));
  expect(JSON.stringify(row)).not.toContain(link.token);
  expect(row.integrationIds).toEqual([integrationId]);
  expect(await linkUrl(link.id)).toBe(link.url);
  expect(await copyLinkUrl(link.id, admin)).toBe(link.url);
  expect(await actions(link.id)).toEqual(['link.copied', 'link.created']);
  expect(JSON.stringify(await listAudit({ limit: 50 }))).not.toContain(link.token);
});

test('an integration may be named by id or key, and an unknown one is refused', async () => {
  const link = await createLink({ integrations: [integrationId, 'drive'] }, admin);
  expect((await findLink(link.id))?.integrationIds).toEqual([integrationId]);
  await expect(createLink({ integrations: ['nowhere'] }, admin)).rejects.toMatchObject({
    name: 'LinkError',
    code: 'invalid_integration',
  });
});

test('of fifty who spend a link at once exactly one succeeds', async () => {
  const link = await createLink({ integrations: ['drive'] }, admin);
  const results = await Promise.all(Array.from({ length: 50 }, () => consume(link.id)));
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(await findLink(link.id)).toMatchObject({ state: 'connected', outcome: { code: 'connected' } });
});

test('a spent link goes back when the transaction that spent it fails', async () => {
  const link = await createLink({ integrations: ['drive'] }, admin);
  const failing = db().$transaction(async (tx) => {
    await consumeLink(tx, { linkId: link.id, connectionId: newId(), browserHash, outcome: outcome('connected') });
    throw new Error('the connection could not be stored');
  });
  await expect(failing).rejects.toThrow('could not be stored');
  expect(await findLinkByToken(link.token)).toMatchObject({ id: link.id });
});

test('a revoked link cannot be spent or revoked again; an attempt begun before the end may finish', async () => {
  const revoked = await createLink({ integrations: ['drive'] }, admin);
  await revokeLink(revoked.id, admin);
  expect(await consume(revoked.id)).toBe(false);
  await expect(revokeLink(revoked.id, admin)).rejects.toMatchObject({ code: 'closed' });
  await expect(revokeLink(newId(), admin)).rejects.toMatchObject({ code: 'not_found' });
  const late = await createLink({ integrations: ['drive'] }, admin);
  await db().connectLink.update({ where: { id: late.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
  expect(await consume(late.id)).toBe(true);
});

test('used, expired, revoked, unknown and orphaned links have one shape, and only reuse is a security event', async () => {
  const doomed = await newIntegration('doomed');
  const [used, expired, revoked, orphan] = await Promise.all(
    ['drive', 'drive', 'drive', 'doomed'].map((key) => createLink({ integrations: [key] }, admin)),
  );
  if (!used || !expired || !revoked || !orphan) throw new Error('no links');
  await consume(used.id);
  await db().connectLink.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
  await revokeLink(revoked.id, admin);
  await deleteIntegration(doomed, admin);
  expect(await findLinkByToken(used.token, { address: '192.0.2.7' })).toEqual({ closed: 'used' });
  expect(await findLinkByToken(expired.token)).toEqual({ closed: 'expired' });
  expect(await findLinkByToken(revoked.token)).toEqual({ closed: 'revoked' });
  expect(await findLinkByToken(orphan.token)).toEqual({ closed: 'integration_deleted' });
  for (const token of ['', 'x', `${used.token}x`, used.token.toLowerCase(), '../../etc'])
    expect(await findLinkByToken(token)).toEqual({ closed: 'unknown' });
  const [event] = await listAudit({ limit: 1, subject: `link:${used.id}` });
  expect(event).toMatchObject({ action: 'link.reused', actor: 'system', detail: { address: '192.0.2.7' } });
  for (const link of [expired, revoked, orphan]) expect(await actions(link.id)).not.toContain('link.reused');
});

test('an end user without success leaves the link open, and only their browser sees what happened', async () => {
  const { id, token } = await createLink({ integrations: ['drive'] }, admin);
  await markOpened(id);
  await markStarted(id);
  expect(await findLink(id)).toMatchObject({ state: 'at_microsoft' });
  await recordOutcome({
    linkId: id,
    browserHash,
    outcome: outcome('declined', { aadsts: 65004, traceId: undefined }),
    status: 'opened',
  });
  expect(await findLinkByToken(token)).toMatchObject({ id, status: 'opened' });
  expect(await findResult({ token }, browserHash)).toMatchObject({ outcome: { code: 'declined' } });
  expect(await findResult({ token }, hashToken('browser:b'))).toBeUndefined();
  expect(await findResult({ token }, undefined)).toBeUndefined();
});

test('opening twice keeps the first time and never turns a later state back', async () => {
  const { id } = await createLink({ integrations: ['drive'] }, admin);
  await markOpened(id);
  const first = (await findLink(id))?.openedAt;
  await markStarted(id);
  await markOpened(id);
  expect(await findLink(id)).toMatchObject({ state: 'at_microsoft', openedAt: first });
});

test('a link that waits for an admin has one admin link and goes on once approved', async () => {
  const { id, token } = await createLink({ integrations: ['drive'], life: 300 }, admin);
  const parent = await readLinkForAttempt(id);
  expect(parent.token).toBe(token);
  await recordOutcome({ linkId: id, browserHash, outcome: outcome('admin_needed'), status: 'awaiting_admin' });
  const url = await findAdminUrl(id);
  const made = await Promise.all(Array.from({ length: 5 }, () => createAdminLink(parent, integrationId)));
  expect(new Set([url, ...made.map((link) => link.url)]).size).toBe(1);
  const adminLinkId = made[0]?.id ?? '';
  await db().$transaction(async (tx) => {
    await consumeLink(tx, { linkId: adminLinkId, browserHash, outcome: outcome('admin_consented') });
    await approveLink(tx, { linkId: id, outcome: outcome('admin_consented') });
  });
  expect(await findLink(adminLinkId)).toMatchObject({ state: 'approved', parentId: id });
  expect(await findLink(id)).toMatchObject({ state: 'approved' });
  expect(await findResult({ token }, browserHash)).toMatchObject({ state: 'approved' });
  expect(await findAdminUrl(id)).toBeUndefined();
});

test('an admin link whose token cannot be opened any more is not offered, and the page does not fail', async () => {
  const { id } = await createLink({ integrations: ['drive'] }, admin);
  const child = await createAdminLink(await readLinkForAttempt(id), integrationId);
  expect(await findAdminUrl(id)).toBe(child.url);
  await pool().query(`update connect_link set sealed_token = 'v1.x.x.x' where id = $1`, [child.id]);
  expect(await findAdminUrl(id)).toBeUndefined();
});

test('revoking a link revokes the admin link that belongs to it', async () => {
  const { id } = await createLink({ integrations: ['drive'] }, admin);
  const child = await createAdminLink(await readLinkForAttempt(id), integrationId);
  await revokeLink(id, admin);
  expect(await findLinkByToken(child.token)).toEqual({ closed: 'revoked' });
});

test('the list filters, searches and pages without showing a token', async () => {
  const wanted = await createLink({ integrations: ['drive'], endUser: { email: 'Adele@Contoso.com' } }, admin);
  for (let index = 0; index < 55; index++) await createLink({ integrations: ['drive'] }, admin);
  const reauthorize = await createReauthorizeLink({ connectionId: newId(), integrationId }, admin, { life: 600 });
  await revokeLink(reauthorize.id, admin);
  const first = await listLinks();
  const second = await listLinks({ before: first.next });
  const ids = [...first.links, ...second.links].map(({ id }) => id);
  expect([first.links.length, second.links.length, new Set(ids).size]).toEqual([50, 7, 57]);
  expect(second.next).toBeUndefined();
  expect((await listLinks({ search: 'adele@' })).links.map(({ id }) => id)).toEqual([wanted.id]);
  expect((await listLinks({ status: 'revoked' })).links.map(({ id }) => id)).toEqual([reauthorize.id]);
  expect((await listLinks({ status: 'expired' })).links).toEqual([]);
  expect((await listLinks({ integration: newId() })).links).toEqual([]);
  expect(await countOpenLinks()).toBe(56);
  expect(JSON.stringify(first)).not.toMatch(/token|sealed/i);
  expect((await listLinks({ before: 'nonsense' })).links).toHaveLength(50);
});

test('a page token counts for its link, its browser and two hours', () => {
  const page = { linkId: newId(), browser: 'a' };
  const token = newPageToken(page);
  expect(isPageToken(token, page)).toBe(true);
  expect(isPageToken(token, { ...page, browser: 'b' })).toBe(false);
  expect(isPageToken(token, { ...page, linkId: newId() })).toBe(false);
  expect(isPageToken(token, page, Date.now() + 2 * 3_600_000 + 1000)).toBe(false);
  expect(isPageToken(token.replace(/^\d/, '9'), page)).toBe(false);
  for (const other of [undefined, '', '.', 'NaN.', 3]) expect(isPageToken(other, page)).toBe(false);
});
