import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { offeredClouds } from '#lib/catalogue/availability';
import { findProvider, PROVIDERS } from '#lib/catalogue/providers';
import { findResource, RESOURCES } from '#lib/catalogue/resources';
import type { Preset, Provider } from '#lib/catalogue/types';
import { env } from '#lib/env';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { provider } from './schemas.ts';

export const providers = new Hono<Caller>();

const authority = 'https://login.microsoftonline.com/common/oauth2/v2.0';

/** The field of a connect session for products whose address differs per customer. */
function connectionConfig({ presets }: Provider) {
  const asked = presets.flatMap(({ scopes }) => scopes.map(({ resource }) => resource));
  const addressed = RESOURCES.find(({ id, addressHint }) => addressHint && asked.includes(id));
  if (!addressed) return {};
  const title = 'Environment URL';
  return {
    environmentUrl: { type: 'string', title, description: addressed.addressHint, format: 'uri', optional: true },
  };
}

function presetShape({ id, title, description, scopes, adminUsuallyNeeded, why, personalAccounts }: Preset) {
  return {
    id,
    title,
    description,
    scopes: scopes.map((of) => ({
      resource: of.resource,
      title: findResource(of.resource).title,
      scopes: [...of.scopes],
    })),
    admin_usually_needed: adminUsuallyNeeded,
    why: why ?? null,
    personal_accounts: personalAccounts,
  };
}

function providerShape(one: Provider) {
  const { id, displayName, description, group, categories, docs, presets, defaultPreset } = one;
  return {
    name: id,
    display_name: displayName,
    auth_mode: 'OAUTH2' as const,
    categories: [...categories],
    authorization_url: `${authority}/authorize`,
    token_url: `${authority}/token`,
    proxy: { base_url: 'https://graph.microsoft.com' },
    docs: docs[0]?.href ?? '',
    connection_config: connectionConfig(one),
    logo_url: `${env().publicUrl}/icon.svg`,
    description,
    group,
    account_types: [...one.accountTypes],
    clouds: [...offeredClouds(id)],
    presets: presets.map((preset) => ({ ...presetShape(preset), is_default: preset.id === defaultPreset })),
    application_presets: (one.applicationPresets ?? []).map((preset, index) => ({
      ...presetShape(preset),
      is_default: index === 0,
    })),
  };
}

function matches({ id, displayName, categories }: Provider, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [id, displayName, ...categories].some((text) => text.toLowerCase().includes(wanted));
}

answer(
  providers,
  {
    method: 'get',
    path: '/providers',
    id: 'listProviders',
    tag: 'Providers',
    summary: 'List the products an integration can be made for',
    needs: { scope: 'any', session: 'too' },
    query: z.strictObject({ search: z.string().optional() }),
    answers: { 200: { description: 'Providers.', schema: z.object({ data: z.array(provider) }) } },
    refusals: [400],
  },
  async (context, { query: { search = '' } }) =>
    context.json({ data: PROVIDERS.filter((one) => matches(one, search)).map(providerShape) }),
);

answer(
  providers,
  {
    method: 'get',
    path: '/providers/{provider}',
    id: 'getProvider',
    tag: 'Providers',
    summary: 'Get a provider',
    needs: { scope: 'any', session: 'too' },
    params: z.strictObject({ provider: z.string().min(1).max(255) }),
    answers: { 200: { description: 'The provider.', schema: z.object({ data: provider }) } },
    refusals: [404],
  },
  async (context, { params }) => {
    const found = findProvider(params.provider);
    if (!found) throw new ApiError(404, 'not_found', { message: 'No such provider.' });
    return context.json({ data: providerShape(found) });
  },
);
