import { expect, test } from 'vitest';
import { findProvider, PROVIDERS } from '#lib/integrations/catalogue/providers';
import { grantsSharePoint, OIDC_SCOPES } from '#lib/integrations/catalogue/schema';
import { findScope } from '#lib/integrations/catalogue/scopes';

const presets = PROVIDERS.flatMap((provider) => provider.presets.map((preset) => ({ provider, preset })));
const graphScopes = (preset: (typeof presets)[number]['preset']) =>
  preset.scopes.filter(({ resource }) => resource === 'graph').flatMap(({ scopes }) => scopes);

test('the providers are those of the API, each with a default that exists', () => {
  expect(PROVIDERS.map(({ id }) => id)).toEqual(['one-drive', 'sharepoint-online', 'outlook', 'microsoft']);
  for (const { presets, defaultPreset, personalPreset } of PROVIDERS) {
    const ids = presets.map(({ id }) => id);
    expect(ids).toContain(defaultPreset);
    expect(ids).toContain(personalPreset ?? defaultPreset);
    expect(new Set(ids).size).toBe(ids.length);
  }
  expect(findProvider('one-note')).toBeUndefined();
});

test.each(presets)('$provider.id $preset.id names known scopes under their resource', ({ preset }) => {
  for (const { resource, scopes } of preset.scopes) {
    expect(scopes.map((name) => findScope(resource, name)?.name)).toEqual(scopes);
    for (const oidc of OIDC_SCOPES) expect(scopes).not.toContain(oidc);
  }
});

test.each(presets)('$provider.id $preset.id says when an admin is needed and why', ({ preset }) => {
  const scopes = preset.scopes.flatMap(({ resource, scopes }) => scopes.map((name) => findScope(resource, name)));
  const restricted = scopes.some((scope) => scope?.adminConsent || scope?.blockedByManagedPolicy);
  expect(preset.adminUsuallyNeeded).toBe(restricted);
  expect(Boolean(preset.why)).toBe(restricted);
});

test.each(presets)('$provider.id $preset.id is marked for personal accounts when all its scopes are', ({ preset }) => {
  const scopes = preset.scopes.flatMap(({ resource, scopes }) => scopes.map((name) => findScope(resource, name)));
  expect(preset.personalAccounts).toBe(scopes.every((scope) => scope?.personalAccounts));
});

const filePresets = presets.filter(({ provider }) => ['one-drive', 'sharepoint-online'].includes(provider.id));

test.each(filePresets)(
  '$provider.id $preset.id asks Sites.Read.All and says why, or says it has no SharePoint',
  ({ preset }) => {
    if (preset.title.includes('OneDrive only, no SharePoint')) {
      expect(grantsSharePoint(graphScopes(preset))).toBe(false);
      return;
    }
    expect(graphScopes(preset)).toContain('Sites.Read.All');
    expect(preset.why).toMatch(/SharePoint token needs.*only an admin can grant it/);
  },
);
