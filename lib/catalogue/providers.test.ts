import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findProvider, PROVIDERS } from './providers.ts';
import { grantsSharePoint } from './schema.ts';
import { findScope } from './scopes.ts';
import { OIDC_SCOPES } from './types.ts';

const presets = PROVIDERS.flatMap((provider) => provider.presets.map((preset) => ({ provider, preset })));
const graphScopes = (preset: (typeof presets)[number]['preset']) =>
  preset.scopes.filter(({ resource }) => resource === 'graph').flatMap(({ scopes }) => scopes);

test('every file of a provider is offered, under its own name', () => {
  const files = readdirSync(new URL('./providers', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  expect(PROVIDERS.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
});

test.each(PROVIDERS)('$id has presets of its own and defaults among them', (provider) => {
  const ids = provider.presets.map(({ id }) => id);
  expect(ids).toContain(provider.defaultPreset);
  expect(ids).toContain(provider.personalPreset ?? provider.defaultPreset);
  expect(new Set(ids).size).toBe(ids.length);
  expect(findProvider(provider.id)).toBe(provider);
});

test.each(PROVIDERS.filter(({ accountTypes }) => accountTypes.includes('personal')))(
  '$id preselects for personal accounts what they can use',
  ({ presets, defaultPreset, personalPreset = defaultPreset }) => {
    expect(presets.find(({ id }) => id === personalPreset)?.personalAccounts).toBe(true);
  },
);

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

test.each(presets)(
  '$provider.id $preset.id is marked for personal accounts when all its scopes are',
  ({ provider, preset }) => {
    const scopes = preset.scopes.flatMap(({ resource, scopes }) => scopes.map((name) => findScope(resource, name)));
    const offered = provider.accountTypes.some((types) => types.endsWith('personal'));
    expect(preset.personalAccounts).toBe(offered && scopes.every((scope) => scope?.personalAccounts));
  },
);

const filePresets = presets.filter(({ provider }) => ['one-drive', 'sharepoint-online'].includes(provider.id));

test.each(filePresets)(
  '$provider.id $preset.id asks Sites.Read.All and says why, or says it has no SharePoint',
  ({ preset }) => {
    if (preset.title.includes('no SharePoint')) {
      expect(grantsSharePoint(graphScopes(preset))).toBe(false);
      return;
    }
    expect(graphScopes(preset)).toContain('Sites.Read.All');
    expect(preset.why).toMatch(/SharePoint token needs.*only an admin can grant it/);
  },
);
