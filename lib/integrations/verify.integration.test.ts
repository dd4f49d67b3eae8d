import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listNotices } from '#lib/notices/notices';
import { actor, type Made, World } from '../../scripts/testing/world.ts';
import { addMadeCertificate, addSecret, findCertificate, listCredentials, removeCredential } from './credentials.ts';
import { watchExpiry } from './expiry.ts';
import { findIntegration, listIntegrations, updateIntegration } from './integrations.ts';
import { markBroken } from './registration.ts';
import { verdictSentence } from './verification.ts';
import { verifyIntegration } from './verify.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.stop());
afterEach(() => world.calm());

const changed = { clientSecret: 'Wrong~secret', secretExpiresAt: null };

async function atHome(changes: Record<string, unknown> = {}): Promise<Made> {
  const made = await world.integrate(changes);
  await updateIntegration(made.id, { homeTenantId: made.app.tenant_id }, actor);
  return made;
}

async function outcomes(id: string): Promise<Record<string, string>> {
  const { checks } = await verifyIntegration(id, actor);
  return Object.fromEntries(checks.map((check) => [check.id.replace(/:.*/, ''), check.code ?? check.outcome]));
}

test('without a home tenant only the sign-in address is proved, and the rest says what it needs', async () => {
  const { id } = await world.integrate();
  expect(await outcomes(id)).toMatchObject({ authority: 'ok', 'home-tenant': 'skipped', 'client-id': 'skipped' });
});

test('client ID and credential are proved by signing in as the app, and the result is kept', async () => {
  const { id, uniqueKey } = await atHome();
  expect(await outcomes(id)).toMatchObject({
    authority: 'ok',
    'home-tenant': 'ok',
    'client-id': 'ok',
    credential: 'ok',
  });
  const { verification } = (await findIntegration(uniqueKey)) ?? {};
  expect(verification?.checks).toHaveLength(5);
  expect(JSON.stringify(verification)).not.toMatch(/eyJ|client_secret/);
});

test.each(['us-gov', 'us-gov-dod', 'china'])('secret and certificate are proved in %s', async (cloud) => {
  const types = 'organizations';
  const made = await world.integrate(
    { cloud: `sandbox-${cloud}`, accountTypes: types },
    { cloud, account_types: types },
  );
  await updateIntegration(made.id, { homeTenantId: made.app.tenant_id }, actor);
  const { id } = await addMadeCertificate(made, 6, actor);
  const certificate = await findCertificate(made.id, id);
  await world.bench.control('POST', `/apps/${made.app.client_id}/certificates`, { certificate });
  const { checks } = await verifyIntegration(made.id, actor);
  const ofCredentials = checks.filter((check) => check.id.startsWith('credential:'));
  expect(ofCredentials.map(({ message }) => message)).toEqual(['Microsoft accepts it.', 'Microsoft accepts it.']);
  // After it was accepted it no longer waits, and counts as the newest.
  expect(await listCredentials(made.id)).toMatchObject([{ id, refused: null }, { kind: 'client_secret' }]);
});

test('each credential has its own result, and a good one ends a broken state', async () => {
  const { id, uniqueKey } = await atHome();
  await addSecret(id, changed, actor);
  await markBroken(id, { code: 'AADSTS7000215', reason: 'Wrong.' });
  const { checks } = await verifyIntegration(id, actor);
  const ofCredentials = checks.filter((check) => check.id.startsWith('credential:'));
  expect(ofCredentials.map(({ code, outcome }) => code ?? outcome)).toEqual(['AADSTS7000215', 'ok']);
  expect(await findIntegration(uniqueKey)).toMatchObject({ broken: null });
  expect(await listCredentials(id)).toMatchObject([{ refused: null }, { refused: { code: 'AADSTS7000215' } }]);
});

test('an expired secret, an unknown client ID and an unknown tenant are told by their codes', async () => {
  const expired = await atHome();
  await world.bench.control('PATCH', `/apps/${expired.app.client_id}`, { expire_secret: true });
  expect(await outcomes(expired.id)).toMatchObject({
    'client-id': 'ok',
    credential: 'AADSTS7000222',
    registration: 'skipped',
  });
  const unknown = await atHome({ clientId: '11111111-2222-4333-8444-555555555555' });
  expect(await outcomes(unknown.id)).toMatchObject({ 'client-id': 'AADSTS700016' });
  const lost = await atHome();
  await updateIntegration(lost.id, { homeTenantId: 'nobody.example.com' }, actor);
  expect(await outcomes(lost.id)).toMatchObject({ 'home-tenant': 'AADSTS90002', 'client-id': 'skipped' });
});

test('Microsoft out of reach is no verdict about the app', async () => {
  const { id } = await atHome();
  await world.bench.pause();
  try {
    expect(await outcomes(id)).toMatchObject({ authority: 'failed', 'client-id': 'skipped' });
    const [authority, ...rest] = (await verifyIntegration(id, actor)).checks;
    expect(authority).toMatchObject({ message: expect.stringContaining('could not be reached'), unreached: true });
    expect(new Set(rest.map(({ outcome, message }) => `${outcome}: ${message}`))).toEqual(
      new Set(['skipped: Microsoft was not reached.']),
    );
    expect(await listCredentials(id)).toMatchObject([{ refused: null }]);
  } finally {
    await world.bench.resume();
  }
});

test('an answer that does not name the tenant is no verdict about it', async () => {
  const { id } = await atHome();
  await world.fault({ match: { path: 'discovery' }, status: 404, body: 'html', times: 9 });
  expect(await outcomes(id)).toMatchObject({ authority: 'skipped', 'home-tenant': 'skipped', 'client-id': 'skipped' });
});

describe('what the whole comes to', () => {
  const verdict = async (uniqueKey: string) => (await findIntegration(uniqueKey))?.verdict;

  test('the word is that of the checks, and there is none without them', async () => {
    const proved = await atHome();
    expect(await verdict(proved.uniqueKey)).toBe('none');
    const verification = await verifyIntegration(proved.id, actor);
    expect(verdictSentence(verification)).toBe('Verified. 4 proved, 1 not tried.');
    expect(await verdict(proved.uniqueKey)).toBe('proved');
    const homeless = await world.integrate();
    const some = await verifyIntegration(homeless.id, actor);
    expect(verdictSentence(some)).toBe('Not verified: what matters could not be tried. 1 proved, 4 not tried.');
    await world.bench.pause();
    try {
      const away = await verifyIntegration(proved.id, actor);
      expect(verdictSentence(away)).toBe('Not verified: Microsoft was not reached. 1 failed, 4 not tried.');
      expect(await verdict(proved.uniqueKey)).toBe('unreached');
    } finally {
      await world.bench.resume();
    }
  });

  const changes: [string, (made: Made) => Promise<unknown>][] = [
    ['the client ID', ({ id }) => updateIntegration(id, { clientId: '11111111-2222-4333-8444-555555555555' }, actor)],
    ['the home tenant', ({ id }) => updateIntegration(id, { homeTenantId: 'fabrikam.sandbox' }, actor)],
    ['who may connect', ({ id }) => updateIntegration(id, { accountTypes: 'organizations' }, actor)],
    ['what is asked', ({ id }) => updateIntegration(id, { presets: ['files-write'] }, actor)],
    ['a credential that came', ({ id }) => addSecret(id, changed, actor)],
    [
      'a credential that went',
      async ({ id }) => {
        const [only] = await listCredentials(id);
        await removeCredential({ integrationId: id, id: only?.id ?? '', evenLast: true }, actor);
      },
    ],
    [
      'a credential that Microsoft refuses since',
      async (made) => {
        await world.bench.control('PATCH', `/apps/${made.app.client_id}`, { expire_secret: true });
        await watchExpiryNow();
      },
    ],
    [
      'a registration that Microsoft refuses since',
      ({ id }) => markBroken(id, { code: 'AADSTS700016', reason: 'Gone.' }),
    ],
  ];

  test.each(changes)('%s: what was proved before proves nothing now', async (_, change) => {
    const made = await atHome();
    await verifyIntegration(made.id, actor);
    expect(await verdict(made.uniqueKey)).toBe('proved');
    await change(made);
    expect(await findIntegration(made.uniqueKey)).toMatchObject({ verdict: 'none', verification: null });
    expect((await listIntegrations()).find(({ id }) => id === made.id)?.verdict).toBe('none');
  });

  test('a name that changes takes nothing away', async () => {
    const made = await atHome();
    await verifyIntegration(made.id, actor);
    await updateIntegration(made.id, { displayName: 'Another name' }, actor);
    expect(await verdict(made.uniqueKey)).toBe('proved');
  });
});

async function watchExpiryNow(): Promise<void> {
  await world.sql(`delete from setting where key = 'credentials.read'`);
  await watchExpiry(new AbortController().signal);
}

describe('with Application.Read.All in the home tenant', () => {
  async function readable(changes: Record<string, unknown> = {}, order: Record<string, unknown> = {}): Promise<Made> {
    const made = await world.integrate(changes, { permissions: ['User.Read', 'Files.Read'], ...order });
    const { client_id, tenant_id } = made.app;
    const roles = ['Application.Read.All'];
    const granted = await world.bench.control('POST', `/apps/${client_id}/tenants/${tenant_id}/roles`, { roles });
    expect(granted.ok).toBe(true);
    await updateIntegration(made.id, { homeTenantId: made.app.tenant_id }, actor);
    return made;
  }

  test('what is registered is compared with what is asked', async () => {
    const good = await readable({ exactScopes: ['Files.Read'] });
    const proved = { permissions: 'ok', 'redirect-uri': 'ok', 'account-types': 'ok' };
    expect(await outcomes(good.id)).toMatchObject(proved);
    const poor = await readable(
      { exactScopes: ['Files.Read', 'Mail.Read'], accountTypes: 'organizations-and-personal' },
      { redirect_uris: ['https://elsewhere.example.com/oauth/callback'], account_types: 'organizations' },
    );
    const lacking = { permissions: 'warning', 'redirect-uri': 'failed', 'account-types': 'failed' };
    expect(await outcomes(poor.id)).toMatchObject(lacking);
  });

  test('the end of a secret is read from Graph, by verifying and by the daily watch', async () => {
    const made = await readable();
    await verifyIntegration(made.id, actor);
    const [secret] = await listCredentials(made.id);
    expect(secret).toMatchObject({ expirySource: 'graph', expiresAt: expect.any(Date) });
    const { rows } = await world.rows('select key_id from integration_credential where id = $1', [secret?.id]);
    const path = `/apps/${made.app.client_id}/secrets/${rows[0]?.key_id}`;
    expect((await world.bench.control('PATCH', path, { expires_in_days: 6 })).status).toBe(200);
    await world.sql(`delete from setting where key = 'credentials.read'`);
    const { signal } = new AbortController();
    await Promise.all([watchExpiry(signal), watchExpiry(signal)]);
    expect(await listNotices(made.id)).toMatchObject([{ kind: 'secret_expiring', level: 'warning' }]);
  });

  test.each([
    [404, 'html', {}],
    [404, 'json', { error: 'itemNotFound' }],
    [403, 'html', {}],
    [503, 'json', {}],
  ])('HTTP %i (%s) instead of the registration says nothing of it', async (status, body, more) => {
    const made = await readable();
    await world.fault({ match: { path: 'graph' }, status, body, times: 9, ...more });
    const { checks } = await verifyIntegration(made.id, actor);
    const { outcome, message } = checks.find((check) => check.id === 'registration') ?? {};
    expect([outcome, message]).toEqual(['skipped', expect.stringContaining(`HTTP ${status}`)]);
  });

  test('a tenant where the app is present but not registered is told so', async () => {
    const made = await readable();
    await world.fault({ match: { path: 'graph' }, status: 404, error: 'Request_ResourceNotFound' });
    const { checks } = await verifyIntegration(made.id, actor);
    expect(checks.find((check) => check.id === 'registration')).toMatchObject({
      outcome: 'warning',
      message: expect.stringContaining('not registered in this tenant'),
    });
  });

  test('without it the checks say how to allow it', async () => {
    const { id } = await atHome();
    const { checks } = await verifyIntegration(id, actor);
    expect(checks.find((check) => check.id === 'registration')).toMatchObject({
      outcome: 'skipped',
      fix: expect.stringContaining('Application.Read.All'),
    });
  });
});
