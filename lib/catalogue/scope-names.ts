import { REAL_CLOUDS } from '#lib/clouds';
import { dataverseHost, findResource, RESOURCES, type Resource } from './resources.ts';
import { findScope, findScopes } from './scopes.ts';
import type { Scope } from './types.ts';

/** A scope split into its resource and its permission. */
export type ParsedScope = {
  /** Undefined for an API the catalogue does not know. */
  resource: Resource | undefined;
  /** The permission alone, without its resource. */
  bare: string;
  /** The one spelling by which this permission is stored and shown; `parseScope` reads it as the same permission. */
  name: string;
  /** Equal for equal permissions, however they are spelt. */
  key: string;
  known?: Scope;
};

// Microsoft takes an application id in place of a resource's address, and knows a few resources by more than one.
const prefixes = new Map<string, Resource>([
  // The first of two resources with one application id keeps it.
  ...RESOURCES.toReversed().flatMap(({ id, appId, address }) =>
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

/** The resource of a bare name: Graph if it has that permission, else SharePoint, else the only other one with it. */
function resourceOfBare(bare: string): Resource {
  const having = findScopes(bare).map(({ resource }) => resource);
  const first = having.find((id) => id === 'graph') ?? having.find((id) => id === 'sharepoint');
  return first ?? (having.length === 1 ? having[0] : undefined) ?? 'graph';
}

/** The one spelling of a permission in lists that mix resources: Graph's are bare, as in Microsoft's answers. */
export function spellScope(resource: Resource, bare: string): string {
  const isPlain = resource === 'graph' || (resource === 'sharepoint' && resourceOfBare(bare) === 'sharepoint');
  const { address, appId } = findResource(resource);
  return isPlain ? bare : `${(resource !== 'sharepoint' && address.global) || appId}/${bare}`;
}

/** Splits a scope, in any spelling Microsoft accepts, into resource and permission. */
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

/** The resource a scope belongs to; undefined for an API the catalogue does not know. */
export function resourceOf(scope: string): Resource | undefined {
  return parseScope(scope).resource;
}

/** Each permission once; of several spellings the last one counts. */
export function distinctScopes(scopes: readonly string[]): ParsedScope[] {
  return [...new Map(scopes.map(parseScope).map((scope) => [scope.key, scope])).values()];
}
