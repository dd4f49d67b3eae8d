import { includesPersonal } from '#lib/account-types';
import { existsIn } from '#lib/catalogue/availability';
import { findProvider } from '#lib/catalogue/providers';
import { findResource, RESOURCES, type Resource } from '#lib/catalogue/resources';
import { parseScope, resourceOf } from '#lib/catalogue/scope-names';
import type { Preset } from '#lib/catalogue/types';
import { cloudTitle, cloudTraits } from '#lib/clouds';
import type { IntegrationSettings, Rule } from './schema.ts';

type Where = Pick<IntegrationSettings, 'cloud' | 'accountTypes'>;

/** Why a resource cannot be asked for there; `what` names who asks for it, at the start of a sentence. */
function refusalOf(id: Resource, what: string, where: Where): string | undefined {
  const { title, personalAccounts } = findResource(id);
  if (!existsIn(id, where.cloud))
    return `${what} needs ${title}, which does not exist in the cloud “${cloudTitle(where.cloud)}”. Remove it.`;
  if (where.accountTypes === 'personal' && !personalAccounts)
    return `${what} needs ${title}, which has no personal accounts. Remove it, or let work and school accounts connect.`;
  return undefined;
}

function scopeRefusal(scope: string, where: Where): string | undefined {
  const resource = resourceOf(scope);
  return resource && refusalOf(resource, scope, where);
}

const first = <T>(items: readonly T[], refusal: (item: T) => string | undefined): string | undefined =>
  items.map(refusal).find((message) => message !== undefined);

function chosenPresets({ provider, presets }: Pick<IntegrationSettings, 'provider' | 'presets'>): readonly Preset[] {
  return findProvider(provider)?.presets.filter(({ id }) => presets.includes(id)) ?? [];
}

function presetRefusal({ title, scopes }: Preset, where: Where): string | undefined {
  return first(scopes, ({ resource }) => refusalOf(resource, `“${title}”`, where));
}

/** A permission that names a customer's environment must name the one whose address is kept. */
function strangerRefusal(scope: string, { resourceUrls }: Pick<IntegrationSettings, 'resourceUrls'>) {
  const { resource, bare, name } = parseScope(scope);
  const address = scope.slice(0, -bare.length).replace(/\/+$/, '').toLowerCase();
  const isNamed = resource && findResource(resource).addressHint && address.startsWith('https:');
  if (!isNamed || resourceUrls[resource] === address) return undefined;
  return `${scope} names an environment. Enter ${address} as its address too, or write the permission as ${name}.`;
}

function addressRefusal([id, url]: [string, string]): string | undefined {
  const resource = RESOURCES.find((known) => known.id === id && known.addressHint);
  if (!resource) return `There is no resource "${id}" with an address of its own.`;
  if (resourceOf(`${url}/.default`) === resource.id) return undefined;
  return `${url} is no address of ${resource.title}. ${resource.addressHint}.`;
}

/** What accounts, cloud and addresses allow of what is asked. */
export const accessRules: readonly Rule[] = [
  {
    field: 'accountTypes',
    needs: ['accountTypes', 'cloud'],
    refusal: ({ accountTypes, cloud }) =>
      includesPersonal(accountTypes) && !cloudTraits(cloud).hasPersonalAccounts
        ? `The cloud “${cloudTitle(cloud)}” has no personal accounts. Choose work and school accounts.`
        : undefined,
  },
  {
    field: 'presets',
    needs: ['provider', 'presets', 'exactScopes', 'cloud', 'accountTypes'],
    refusal: (of) =>
      of.exactScopes.length > 0 ? undefined : first(chosenPresets(of), (preset) => presetRefusal(preset, of)),
  },
  {
    field: 'scopes',
    needs: ['scopes', 'exactScopes', 'cloud', 'accountTypes', 'resourceUrls'],
    refusal: (of) =>
      of.exactScopes.length > 0
        ? undefined
        : first(of.scopes, (scope) => scopeRefusal(scope, of) ?? strangerRefusal(scope, of)),
  },
  {
    field: 'exactScopes',
    needs: ['exactScopes', 'cloud', 'accountTypes', 'resourceUrls'],
    refusal: (of) => first(of.exactScopes, (scope) => scopeRefusal(scope, of) ?? strangerRefusal(scope, of)),
  },
  {
    field: 'resourceUrls',
    needs: ['resourceUrls'],
    refusal: ({ resourceUrls }) => first(Object.entries(resourceUrls), addressRefusal),
  },
];

/** What keeps a product's presets and single permissions from being asked of such accounts in such a cloud. */
export function accessRefusals(of: Pick<IntegrationSettings, 'provider' | 'presets' | 'scopes'> & Where): string[] {
  const found = [
    ...chosenPresets(of).map((preset) => presetRefusal(preset, of)),
    ...of.scopes.map((scope) => scopeRefusal(scope, of)),
  ];
  return [...new Set(found)].filter((message) => message !== undefined);
}
