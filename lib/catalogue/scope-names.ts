import { REAL_CLOUDS } from '#lib/clouds';
import { dataverseHost, findResource, RESOURCES, type Resource } from './resources.ts';
import { findScope, findScopes } from './scopes.ts';
import type { Scope } from './types.ts';

/** A scope as somebody spelt it, told apart. */
export type ParsedScope = {
  /** Undefined for an API the catalogue does not know. */
  resource: Resource | undefined;
  /** The permission alone, without its resource. */
  bare: string;
  /** The one spelling that stands for this permission anywhere, read back as the same. */
  name: string;
  /** Equal for equal permissions, however they are spelt. */
  key: string;
  known?: Scope;
};

// Microsoft takes an application id in place of a resource's address, and knows a few resources by more than one.
const prefixes = new Map<string, Resource>([
  ...RESOURCES.flatMap(({ id, appId, address }) =>
    [appId, ...REAL_CLOUDS.flatMap((cloud) => address[cloud] ?? [])].map((prefix): [string, Resource] => [prefix, id]),
  ),
  ['https://outlook.office365.com', 'exchange'],
  ['https://management.core.windows.net', 'azure-management'],
]);

const customerPrefixes: readonly [RegExp, Resource][] = [
  [/^https?:\/\/[a-z0-9-]+\.sharepoint(-mil|-df)?\.[a-z]+(:\d+)?$/, 'sharepoint'],
  [dataverseHost, 'dataverse'],
];

function resourceOfPrefix(spelt: string): Resource | undefined {
  const prefix = spelt.toLowerCase().replace(/\/+$/, '');
  return prefixes.get(prefix) ?? customerPrefixes.find(([pattern]) => pattern.test(prefix))?.[1];
}

/** A bare name is Graph's, or SharePoint's, before it is that of the one other resource which has it. */
function resourceOfBare(bare: string): Resource {
  const having = findScopes(bare).map(({ resource }) => resource);
  const first = having.find((id) => id === 'graph') ?? having.find((id) => id === 'sharepoint');
  return first ?? (having.length === 1 ? having[0] : undefined) ?? 'graph';
}

/** The spelling that stands for a permission wherever names of several resources meet: Graph's bare, as in answers. */
export function spellScope(resource: Resource, bare: string): string {
  const isPlain = resource === 'graph' || (resource === 'sharepoint' && resourceOfBare(bare) === 'sharepoint');
  const { address, appId } = findResource(resource);
  return isPlain ? bare : `${(resource !== 'sharepoint' && address.global) || appId}/${bare}`;
}

/** Tells resource and permission of a scope apart, in whatever spelling Microsoft accepts. */
export function parseScope(scope: string): ParsedScope {
  const slash = scope.lastIndexOf('/');
  const bare = scope.slice(slash + 1);
  const resource = slash < 0 ? resourceOfBare(bare) : resourceOfPrefix(scope.slice(0, slash));
  if (resource === undefined) return { resource, bare, name: scope, key: scope.toLowerCase() };
  const key = `${resource}/${bare.toLowerCase()}`;
  const known = findScope(resource, bare);
  if (known) return { resource, bare: known.name, name: spellScope(resource, known.name), key, known };
  // A SharePoint permission the catalogue does not know keeps its host: bare, it would read as one of Graph's.
  return { resource, bare, name: resource === 'sharepoint' ? scope : spellScope(resource, bare), key };
}

/** Tells which resource a scope belongs to; `undefined` for an API the catalogue does not know. */
export function resourceOf(scope: string): Resource | undefined {
  return parseScope(scope).resource;
}

/** Each permission once, in the spelling met last. */
export function distinctScopes(scopes: readonly string[]): ParsedScope[] {
  return [...new Map(scopes.map(parseScope).map((scope) => [scope.key, scope])).values()];
}
