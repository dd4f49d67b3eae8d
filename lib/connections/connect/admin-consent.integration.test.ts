import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateIntegration } from '#lib/integrations/integrations';
import { createAdminConsentLink, listConsentLinks } from '#lib/links/admin-link';
import { createLink, createReauthorizeLink } from '#lib/links/create-link';
import { listAdminLinks } from '#lib/links/links';
import { findLinkByToken } from '#lib/links/open-link';
import { eventsOf, linkRow, rowOf } from '../../../scripts/testing/rows.ts';
import { actor, lee, type Made, mira, World } from '../../../scripts/testing/world.ts';
import { completeAttempt } from './callback.ts';

let world: World;
const petra = 'admin@fabrikam.sandbox';
const returning = { account: lee, needsAdmin: 'return' } as const;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());

type Link = Parameters<typeof createLink>[0];

/** A link whose user needs an admin's approval. */
async function waiting(made: Made, link: Omit<Link, 'integrations'> = {}) {
  const { id, token } = await createLink({ ...link, integrations: [made.uniqueKey] }, actor);
  await world.finish(await world.beginOn(made, id), returning);
  expect(await linkRow(id)).toMatchObject({ status: 'awaiting_admin' });
  expect((await eventsOf(id)).at(-1)).toMatchObject({ type: 'link.waiting_for_admin' });
  return { id, token };
}

async function approve(made: Made, link: Partial<Parameters<typeof createAdminConsentLink>[0]> = {}) {
  const { id } = await createAdminConsentLink({ integration: made.uniqueKey, ...link }, actor);
  const trip = await world.beginOn(made, id);
  await world.finish(trip, { account: petra });
  return { id, url: new URL(trip.url) };
}

test('an admin approves before anybody connects: nobody waits for it, and the next person connects', async () => {
  const made = await world.integrate();
  const { id, url } = await approve(made, { tenant: 'fabrikam.sandbox' });
  expect(url.pathname).toMatch(/^\/[0-9a-f-]{36}\/v2\.0\/adminconsent$/);
  expect(await linkRow(id)).toMatchObject({ status: 'approved', outcome: { code: 'admin_consented' } });
  expect(await listConsentLinks(made.id)).toMatchObject([
    { id, state: 'approved', expectedTenant: 'fabrikam.sandbox' },
  ]);
  await world.connect(made, lee);
});

test('only the presets chosen are asked of the admin', async () => {
  const made = await world.integrate({ scopes: ['Mail.Read'] });
  const { id } = await createAdminConsentLink({ integration: made.uniqueKey, presets: ['files-read'] }, actor);
  const { url } = await world.beginOn(made, id);
  const scope = new URL(url).searchParams.get('scope') ?? '';
  expect(scope).toContain('https://graph.microsoft.com/Files.Read.All');
  expect(scope).not.toContain('Mail.Read');
  await expect(createAdminConsentLink({ integration: made.uniqueKey, presets: ['mail'] }, actor)).rejects.toMatchObject(
    {
      code: 'invalid_preset',
    },
  );
});

test('an app for personal accounts has no admin to ask', async () => {
  const made = await world.integrate({ accountTypes: 'personal' });
  const asked = createAdminConsentLink({ integration: made.uniqueKey }, actor);
  await expect(asked).rejects.toMatchObject({ code: 'no_admins' });
});

test('an approval lets every link of that tenant go on, and no link of another tenant', async () => {
  const made = await world.integrate();
  const byTenant = await waiting(made, { expectedTenant: 'fabrikam.sandbox' });
  const byAddress = await waiting(made, { endUser: { email: lee } });
  const other = await waiting(made, { expectedTenant: 'contoso.sandbox' });
  const unknown = await waiting(made);
  await approve(made, { tenant: 'fabrikam.sandbox' });
  for (const { id, token } of [byTenant, byAddress]) {
    expect(await linkRow(id)).toMatchObject({ status: 'approved', consumed_at: null });
    expect(await findLinkByToken(token)).toMatchObject({ approval: 'own' });
  }
  expect(await linkRow(other.id)).toMatchObject({ status: 'awaiting_admin' });
  expect(await findLinkByToken(unknown.token)).toMatchObject({ status: 'approved', approval: 'perhaps' });
});

test('links of another integration wait on', async () => {
  const [made, another] = [await world.integrate(), await world.integrate()];
  const { id } = await waiting(another);
  await approve(made);
  expect(await linkRow(id)).toMatchObject({ status: 'awaiting_admin' });
});

test('consent that an admin gave elsewhere is found when the person tries again', async () => {
  const made = await world.integrate();
  const { id } = await waiting(made);
  const consent = await world.beginOn(made, (await createAdminConsentLink({ integration: made.uniqueKey }, actor)).id);
  await world.finish(consent, { account: petra });
  await world.finish(await world.beginOn(made, id), { account: lee });
  expect(await linkRow(id)).toMatchObject({ status: 'connected' });
});

test('an approval that Microsoft does not know of yet keeps the link open and says so', async () => {
  const made = await world.integrate();
  const { id } = await waiting(made, { expectedTenant: 'fabrikam.sandbox' });
  const [child] = await listAdminLinks(id);
  const consent = await world.beginOn(made, child?.id ?? '');
  const state = new URL(consent.url).searchParams.get('state') ?? '';
  await completeAttempt(new URLSearchParams({ state, admin_consent: 'True' }), consent.browser);
  expect(await linkRow(id)).toMatchObject({ status: 'approved' });
  await world.finish(await world.beginOn(made, id), returning);
  expect(await linkRow(id)).toMatchObject({ status: 'approved', outcome: { code: 'approval_pending', aadsts: 90094 } });
  await world.sql(
    `update connect_link set outcome = jsonb_set(outcome, '{approvedAt}', to_jsonb('2020-01-01T00:00:00Z'::text)) where id = $1`,
    [id],
  );
  await world.finish(await world.beginOn(made, id), returning);
  expect(await linkRow(id)).toMatchObject({ status: 'awaiting_admin', outcome: { code: 'admin_needed' } });
});

test('a request in Microsoft’s own approval workflow: the link waits, and goes on once it was approved there', async () => {
  await world.bench.tenant('fabrikam.sandbox', { consent_requests: true });
  const made = await world.integrate();
  const { id } = await createLink({ integrations: [made.uniqueKey] }, actor);
  await world.finish(await world.beginOn(made, id), { account: lee, needsAdmin: 'request' });
  expect(await linkRow(id)).toMatchObject({ status: 'awaiting_admin', outcome: { aadsts: 90095 } });

  const [request] = await world.bench.consentRequests();
  await world.bench.decide(request?.id ?? '', 'approved');
  await world.finish(await world.beginOn(made, id), { account: lee });
  expect(await linkRow(id)).toMatchObject({ status: 'connected' });
  await world.bench.tenant('fabrikam.sandbox', { consent_requests: false });
});

test('a tenant that lets Microsoft manage consent stops its users at files, and an admin lets them go on', async () => {
  await world.bench.tenant('contoso.sandbox', { user_consent: 'microsoft-managed' });
  const made = await world.integrate();
  const { id } = await createLink({ integrations: [made.uniqueKey], expectedTenant: 'contoso.sandbox' }, actor);
  await world.finish(await world.beginOn(made, id), { account: mira, needsAdmin: 'return' });
  expect(await linkRow(id)).toMatchObject({ status: 'awaiting_admin' });
  const { id: adminLink } = await createAdminConsentLink(
    { integration: made.uniqueKey, tenant: 'contoso.sandbox' },
    actor,
  );
  await world.finish(await world.beginOn(made, adminLink), { account: 'admin@contoso.sandbox' });
  expect(await linkRow(id)).toMatchObject({ status: 'approved' });
  await world.finish(await world.beginOn(made, id), { account: mira });
  expect(await linkRow(id)).toMatchObject({ status: 'connected' });
  await world.bench.tenant('contoso.sandbox', { user_consent: 'everyone' });
});

test('a reauthorization that needs an admin asks the one of the connected account’s tenant', async () => {
  const made = await world.integrate();
  await approve(made);
  const known = await world.connect(made, lee);
  await updateIntegration(made.id, { scopes: ['Mail.Read'] }, actor);
  const { id } = await createReauthorizeLink({ connectionId: known.id, integrationId: made.id }, actor);
  await world.finish(await world.beginOn(made, id), returning);
  const [child] = await listAdminLinks(id);
  const { tid } = await rowOf(known.id);
  expect(child).toMatchObject({ kind: 'admin_consent', expectedTenant: tid });
  await approve(made, { tenant: 'fabrikam.sandbox' });
  expect(await linkRow(id), 'known by the account, not by a word of the link').toMatchObject({ status: 'approved' });
  await world.finish(await world.beginOn(made, id), { account: lee });
  expect((await rowOf(known.id)).granted_scopes).toEqual(expect.arrayContaining(['Mail.Read']));
});
