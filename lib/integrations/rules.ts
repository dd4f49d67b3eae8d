import type { z } from 'zod';
import { includesPersonal } from '#lib/account-types';
import { existsIn, offersApplication } from '#lib/catalogue/availability';
import { findProvider } from '#lib/catalogue/providers';
import { findResource, RESOURCES, type Resource } from '#lib/catalogue/resources';
import { chosenPresets, describeScope, offeredPresets } from '#lib/catalogue/schema';
import { parseScope, resourceOf } from '#lib/catalogue/scope-names';
import type { Preset } from '#lib/catalogue/types';
import { cloudTitle, cloudTraits, isSandbox } from '#lib/clouds';
import { isGuid } from '#lib/guid';
import type { IntegrationProblem } from './errors.ts';
import type { IntegrationSettings } from './fields.ts';

/** A rule that involves several fields: the field it reports, its message, and the fields it needs. */
type Rule = {
  field: keyof IntegrationSettings;
  needs: readonly (keyof IntegrationSettings)[];
  refusal: (of: IntegrationSettings) => string | undefined;
};

type Where = Pick<IntegrationSettings, 'cloud' | 'accountTypes'>;

/** Why a resource is not available there. `what` starts the sentence and names what needs the resource. */
function refusalOf(id: Resource, what: string, where: Where): string | undefined {
  const { title, personalAccounts, onlyPersonal } = findResource(id);
  if (!existsIn(id, where.cloud))
    return `${what} needs ${title}, which does not exist in the cloud “${cloudTitle(where.cloud)}”. Remove it.`;
  if (where.accountTypes === 'personal' && !personalAccounts)
    return `${what} needs ${title}, which has no personal accounts. Remove it, or let work and school accounts connect.`;
  if (onlyPersonal && where.accountTypes !== 'personal')
    return `${what} needs ${title}, which Microsoft gives only to apps where nobody but personal accounts signs in. Remove it, or let personal accounts alone connect.`;
  return undefined;
}

function scopeRefusal(scope: string, where: Where): string | undefined {
  const resource = resourceOf(scope);
  return resource && refusalOf(resource, scope, where);
}

const first = <T>(items: readonly T[], refusal: (item: T) => string | undefined): string | undefined =>
  items.map(refusal).find((message) => message !== undefined);

function presetRefusal({ title, scopes }: Preset, where: Where): string | undefined {
  return first(scopes, ({ resource }) => refusalOf(resource, `“${title}”`, where));
}

/** A permission that names a customer's environment must belong to the environment whose address is stored. */
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

/** Rules about permissions that the account types, the cloud or the addresses rule out. */
const accessRules: readonly Rule[] = [
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
    needs: ['provider', 'permissionType', 'presets', 'exactScopes', 'cloud', 'accountTypes'],
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

function scopesRefusal(asked: readonly string[], besides: readonly string[]): string | undefined {
  const foreign = asked.find((scope) => resourceOf(scope) === undefined);
  if (foreign) return `${foreign} belongs to an API that Latchkey does not know. Remove it.`;
  const isDefault = asked.some((scope) => /(^|\/)\.default$/.test(scope));
  if (isDefault && asked.length + besides.length > 1)
    return 'Microsoft refuses .default together with other permissions. Ask for it alone.';
  return undefined;
}

/** Rules about an app that works on its own, in a whole tenant. */
const applicationRules: readonly Rule[] = [
  {
    field: 'permissionType',
    needs: ['provider', 'permissionType'],
    refusal: ({ provider, permissionType }) =>
      permissionType === 'application' && !offersApplication(provider)
        ? `${findProvider(provider)?.displayName ?? provider} is of use only to people who sign in. Choose delegated permissions.`
        : undefined,
  },
  {
    field: 'accountTypes',
    needs: ['permissionType', 'accountTypes'],
    refusal: ({ permissionType, accountTypes }) =>
      permissionType === 'application' && includesPersonal(accountTypes)
        ? 'Application permissions hold for a whole tenant, and personal accounts have none. Choose work and school accounts.'
        : undefined,
  },
  {
    field: 'scopes',
    needs: ['permissionType', 'scopes', 'exactScopes'],
    refusal: ({ permissionType, scopes, exactScopes }) =>
      permissionType === 'application' ? first([...scopes, ...exactScopes], onlyForPeople) : undefined,
  },
];

/** A delegated permission of which the catalogue knows no application permission of the same name. */
function onlyForPeople(scope: string): string | undefined {
  if (!describeScope(scope) || describeScope(scope, 'application') || describeScope(scope)?.appRoleId) return undefined;
  return `${scope} is a delegated permission: it takes a person who signed in. Remove it.`;
}

const guidLength = 36;

function clientIdRefusal(id: string): string {
  const { length } = id;
  const isCut = /^[\da-f-]+$/i.test(id) && Math.abs(length - guidLength) < 12 && length !== guidLength;
  if (!isCut)
    return 'An Application (client) ID is a GUID, such as 00000000-0000-0000-0000-000000000000. What was pasted is something else, perhaps the name or the secret. Copy it from the Overview page of the app registration.';
  const count = Math.abs(length - guidLength);
  const what = count === 1 ? 'One character is' : `${count} characters are`;
  return `${what} ${length < guidLength ? 'missing' : 'too many'}: ${length} of ${guidLength}. Copy it again from the Overview page of the app registration.`;
}

const rules: readonly Rule[] = [
  ...accessRules,
  ...applicationRules,
  {
    field: 'provider',
    needs: ['provider'],
    refusal: ({ provider }) =>
      findProvider(provider) ? undefined : 'Choose a product from the list; this one is not known.',
  },
  {
    field: 'presets',
    needs: ['provider', 'permissionType', 'presets'],
    refusal: (of) => {
      const provider = findProvider(of.provider);
      const offered = offeredPresets(of);
      const unknown = of.presets.find((preset) => !offered.some(({ id }) => id === preset));
      if (!provider || unknown === undefined) return undefined;
      const kind = of.permissionType === 'application' ? ' for application permissions' : '';
      return `${provider.displayName} has no preset named "${unknown}"${kind}.`;
    },
  },
  {
    field: 'presets',
    needs: ['presets', 'scopes', 'exactScopes'],
    refusal: ({ presets, scopes, exactScopes }) =>
      presets.length + scopes.length + exactScopes.length > 0 ? undefined : 'Choose at least one preset or permission.',
  },
  {
    field: 'accountTypes',
    needs: ['provider', 'accountTypes'],
    refusal: ({ provider: id, accountTypes: types }) => {
      const provider = findProvider(id);
      if (!provider || provider.accountTypes.includes(types)) return undefined;
      return `${provider.displayName} cannot be used with these accounts. Choose another kind.`;
    },
  },
  {
    field: 'scopes',
    needs: ['presets', 'scopes', 'exactScopes'],
    refusal: ({ presets, scopes, exactScopes }) =>
      exactScopes.length > 0 ? undefined : scopesRefusal(scopes, presets),
  },
  { field: 'exactScopes', needs: ['exactScopes'], refusal: ({ exactScopes }) => scopesRefusal(exactScopes, []) },
  {
    field: 'tenantId',
    needs: ['accountTypes', 'tenantId'],
    refusal: ({ accountTypes: types, tenantId: tenant }) =>
      types === 'single-tenant' && !tenant
        ? 'Accounts of one organization only: enter the tenant ID or a domain of that organization.'
        : undefined,
  },
  {
    field: 'clientId',
    needs: ['cloud', 'clientId'],
    refusal: ({ cloud: where, clientId: id }) =>
      id === '' || isSandbox(where) || isGuid(id) ? undefined : clientIdRefusal(id),
  },
  {
    field: 'clientId',
    needs: ['cloud', 'clientId', 'tenantId', 'homeTenantId'],
    refusal: ({ cloud: where, clientId: id, tenantId, homeTenantId }) =>
      !isSandbox(where) && isGuid(id) && [tenantId, homeTenantId].some((one) => one?.toLowerCase() === id.toLowerCase())
        ? 'This is the same as the tenant ID. Copy the Application (client) ID, which stands above it on the Overview page.'
        : undefined,
  },
];

/** Lists everything that does not fit together, by field. Empty if the settings can be stored. */
export function settingsProblems(of: IntegrationSettings): IntegrationProblem[] {
  return rules.flatMap(({ field, refusal }) => {
    const message = refusal(of);
    return message ? [{ field, message }] : [];
  });
}

type Payload = { issues: readonly { path?: readonly PropertyKey[] | undefined }[] };

/**
 * Checks each rule as soon as the fields it needs are valid, so that a form shows as many problems as possible at once.
 */
export function withRules<T extends z.ZodType<IntegrationSettings>>(schema: T): T {
  return rules.reduce((checked, { field, needs, refusal }) => {
    const when = ({ issues }: Payload) =>
      issues.every(({ path = [] }) => path.length > 0 && !needs.some((need) => need === path[0]));
    const check = (of: IntegrationSettings, context: z.RefinementCtx) => {
      const message = refusal(of);
      if (message) context.addIssue({ code: 'custom', path: [field], message });
    };
    return checked.superRefine(check, { when });
  }, schema);
}

/** Why a product's presets and single permissions are not available to such accounts in such a cloud. */
export function accessRefusals(
  of: Pick<IntegrationSettings, 'provider' | 'permissionType' | 'presets' | 'scopes'> & Where,
): string[] {
  const found = [
    ...chosenPresets(of).map((preset) => presetRefusal(preset, of)),
    ...of.scopes.map((scope) => scopeRefusal(scope, of)),
  ];
  return [...new Set(found)].filter((message) => message !== undefined);
}
