import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db';
import { hashToken, newId } from '#lib/ids';
import { createIntegration } from '#lib/integrations/integrations';
import { newIntegrationSchema } from '#lib/integrations/schema';
import { createAdminConsentLink } from '#lib/links/admin-link';
import { createLink, createReauthorizeLink } from '#lib/links/create-link';
import { readFunnel } from '#lib/links/funnel';
import { revokeLink } from '#lib/links/links';
import { markOpened } from '#lib/links/open-link';
import type { Outcome } from '#lib/links/schema';
import { consumeLink, markStarted, recordOutcome } from '#lib/links/use-link';
import { testDatabase } from '../../scripts/testing/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
const admin = 'operator:ada@example.com' as const;
const browserHash = hashToken('browser:a');

const said = (code: Outcome['code'], more: Partial<Outcome> = {}): Outcome => ({
  code,
  message: 'Said.',
  operatorMessage: 'Said.',
  at: new Date().toISOString(),
  ...more,
});

const make = async () => (await createLink({ integrations: ['drive'] }, admin)).id;

async function opened() {
  const id = await make();
  await markOpened(id);
  return id;
}

async function started() {
  const id = await opened();
  await markStarted(id);
  return id;
}

const age = (id: string, data: { expiresAt?: Date; createdAt?: Date }) =>
  db().connectLink.update({ where: { id }, data, select: { id: true } });
const past = () => new Date(Date.now() - 60_000);

beforeAll(async () => {
  database = await testDatabase();
  const input = newIntegrationSchema.parse({
    uniqueKey: 'drive',
    displayName: 'OneDrive',
    provider: 'one-drive',
    cloud: 'global',
    accountTypes: 'organizations',
    clientId: '6f1b4a0e-5f0c-4a53-9d0c-0a6a3c1f7d11',
    clientSecret: 'abc8Q~not-a-secret-of-anyone',
    presets: ['files-read'],
  });
  await createIntegration(input, admin);
});
afterAll(() => database.close());
beforeEach(async () => {
  await db().connectLink.deleteMany();
});

test('nothing made, nothing counted', async () => {
  expect(await readFunnel(7)).toEqual({ created: 0, opened: 0, atMicrosoft: 0, connected: 0, drops: [] });
});

test('each step counts the links that came at least so far', async () => {
  await make();
  await opened();
  await started();
  const linkId = await started();
  const outcome = said('connected');
  await db().$transaction((tx) => consumeLink(tx, { linkId, connectionId: newId(), browserHash, outcome }));
  await age(await make(), { createdAt: new Date(Date.now() - 8 * 86_400_000) });
  expect(await readFunnel(7)).toEqual({
    created: 4,
    opened: 3,
    atMicrosoft: 2,
    connected: 1,
    drops: [{ reason: 'waiting', aadsts: null, count: 3 }],
  });
  expect((await readFunnel(30)).created).toBe(5);
});

test('tells why the others stopped', async () => {
  await age(await make(), { expiresAt: past() });
  await age(await opened(), { expiresAt: past() });
  await age(await started(), { expiresAt: past() });
  await revokeLink(await make(), admin);
  await recordOutcome({ linkId: await started(), browserHash, status: 'opened', outcome: said('declined') });
  for (const aadsts of [50105, 50105, 65001])
    await recordOutcome({
      linkId: await started(),
      browserHash,
      status: 'opened',
      outcome: said('microsoft_error', { aadsts }),
    });
  expect((await readFunnel(7)).drops).toEqual([
    { reason: 'microsoft_error', aadsts: 50105, count: 2 },
    { reason: 'declined', aadsts: null, count: 1 },
    { reason: 'microsoft_error', aadsts: 65001, count: 1 },
    { reason: 'never_opened', aadsts: null, count: 1 },
    { reason: 'no_return', aadsts: null, count: 1 },
    { reason: 'not_continued', aadsts: null, count: 1 },
    { reason: 'revoked', aadsts: null, count: 1 },
  ]);
});

test('a link for an admin, or to reauthorize, is nobody’s way to a connection', async () => {
  await createAdminConsentLink({ integration: 'drive' }, admin);
  await createReauthorizeLink({ connectionId: newId(), integrationId: newId() }, admin);
  await recordOutcome({
    linkId: await started(),
    browserHash,
    status: 'approved',
    outcome: said('approval_pending', { approvedAt: new Date().toISOString() }),
  });
  expect(await readFunnel(7)).toMatchObject({ created: 1, drops: [{ reason: 'admin_needed', count: 1 }] });
});
