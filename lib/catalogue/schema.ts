import { z } from 'zod';
import type { AccountTypes } from '#lib/account-types';
import { findProvider } from './providers.ts';
import { findResource, RESOURCES, type Resource } from './resources.ts';
import { findRole, ROLES } from './roles.ts';
import { distinctScopes, parseScope, spellScope } from './scope-names.ts';
import { SCOPES } from './scopes.ts';
import {
  OIDC_SCOPES,
  type PermissionType,
  type Preset,
  type RequestedScopes,
  type Scope,
  type ScopeChoice,
  type ScopeDifference,
} from './types.ts';

/** Public id of an integration (Nango's rule). */
export const uniqueKeySchema = z
  .string()
  .min(1, 'Give the integration a key.')
  .max(255, 'A key has at most 255 characters.')
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/, 'A key holds letters, digits, spaces and ~ : . @ _ - only.');

/** Whether a scope, in any spelling, is one of the OIDC scopes that every sign-in asks for. */
export function isOidcScope(scope: string): boolean {
  const { bare, resource } = parseScope(scope);
  return resource === 'graph' && OIDC_SCOPES.some((oidc) => oidc === bare.toLowerCase());
}

/**
 * Finds the catalogue's entry for a permission in any spelling: bare or with its resource's address or application id.
 */
export function describeScope(scope: string, type: PermissionType = 'delegated'): Scope | undefined {
  const { known, resource, bare } = parseScope(scope);
  if (type === 'delegated') return known;
  return resource && findRole(resource, bare);
}

/** A permission's name for people: bare, with the API's title behind it where the bare name could be another API's. */
export function labelScope(scope: string): string {
  const { resource, bare, name } = parseScope(scope);
  if (resource === undefined) return scope;
  return name === bare ? bare : `${bare} (${findResource(resource).title})`;
}

/** Lists the presets preselected for a provider, fitting the accounts that will connect. */
export function defaultPresets(
  providerId: string,
  accountTypes: AccountTypes,
  type: PermissionType = 'delegated',
): string[] {
  const provider = findProvider(providerId);
  if (!provider) return [];
  if (type === 'application')
    return offeredPresets({ provider: providerId, permissionType: type })
      .slice(0, 1)
      .map(({ id }) => id);
  return [(accountTypes === 'personal' && provider.personalPreset) || provider.defaultPreset];
}

/** The presets that a product offers for such permissions. */
export function offeredPresets({
  provider: id,
  permissionType = 'delegated',
}: Pick<ScopeChoice, 'provider' | 'permissionType'>): readonly Preset[] {
  const provider = findProvider(id);
  return (permissionType === 'application' ? provider?.applicationPresets : provider?.presets) ?? [];
}

/** The presets of a choice, in the product's order. */
export function chosenPresets(choice: Pick<ScopeChoice, 'provider' | 'permissionType' | 'presets'>): readonly Preset[] {
  return offeredPresets(choice).filter(({ id }) => choice.presets.includes(id));
}

/** The APIs that a choice reaches, those of which it asks no permission by name included. */
export function requestedResources(choice: ScopeChoice): Resource[] {
  const named = chosenScopes(choice).flatMap((scope) => parseScope(scope).resource ?? []);
  const whole = choice.exactScopes?.length
    ? []
    : chosenPresets(choice).flatMap(({ scopes }) => scopes.map(({ resource }) => resource));
  return RESOURCES.flatMap(({ id }) => (named.includes(id) || whole.includes(id) ? [id] : []));
}

function chosenScopes(choice: ScopeChoice): readonly string[] {
  if (choice.exactScopes?.length) return choice.exactScopes;
  const bundles = chosenPresets(choice).flatMap((preset) => preset.scopes);
  const bundled = bundles.flatMap(({ resource, scopes }) => scopes.map((bare) => spellScope(resource, bare)));
  return [...bundled, ...choice.scopes];
}

/**
 * Lists what an integration asks for per resource, each name once, in the order chosen. OIDC scopes are left out (they
 * are asked anyway), as are scopes of APIs and presets not known.
 */
export function requestedScopes(choice: ScopeChoice): RequestedScopes {
  const scopes = distinctScopes(chosenScopes(choice).filter((scope) => !isOidcScope(scope)));
  const of = (resource: Resource) => scopes.filter((scope) => scope.resource === resource);
  const others = RESOURCES.filter(({ id }) => id !== 'graph' && id !== 'sharepoint').map(({ id }) => ({
    resource: id,
    scopes: of(id).map(({ bare }) => bare),
  }));
  return {
    graph: of('graph').map(({ name }) => name),
    sharepoint: of('sharepoint').map(({ bare, name, known }) => (known ? bare : name)),
    others: others.filter((other) => other.scopes.length > 0),
  };
}

/** Everything asked as one list, each permission in the spelling from which `parseScope` reads the same permission. */
export function requestedNames({ graph, sharepoint, others }: RequestedScopes): string[] {
  const rest = others.flatMap(({ resource, scopes }) => scopes.map((bare) => spellScope(resource, bare)));
  const ofSharePoint = sharepoint.map((name) => (name.includes('/') ? name : spellScope('sharepoint', name)));
  return [...graph, ...ofSharePoint, ...rest];
}

/** Reads the `scope` member of a token response: each scope once, Graph's prefix removed, no OIDC and no `.default`. */
export function readGrantedScopes(scope: string): string[] {
  const scopes = scope.split(/\s+/).filter((part) => part !== '' && !isOidcScope(part) && !part.endsWith('/.default'));
  return distinctScopes(scopes).map(({ name }) => name);
}

function keysCoveredBy(scope: string): string[] {
  const { key, known } = parseScope(scope);
  return known ? [key, ...known.covers.flatMap((bare) => keysCoveredBy(spellScope(known.resource, bare)))] : [key];
}

function uncovered(scopes: readonly string[], covering: readonly string[]): string[] {
  const covered = new Set(covering.flatMap(keysCoveredBy));
  const left = scopes.filter((scope) => !isOidcScope(scope) && !/(^|\/)\.default$/.test(scope));
  return distinctScopes(left).flatMap(({ key, name }) => (covered.has(key) ? [] : [name]));
}

/**
 * Compares what was asked with what was granted. A wider permission covers a narrower one in both directions, so
 * `missing` is what cannot be done and `extra` what can be done beyond the request.
 */
export function diffScopes(requested: readonly string[], granted: readonly string[]): ScopeDifference {
  return { missing: uncovered(requested, granted), extra: uncovered(granted, requested) };
}

/** What `coversSites` found out for each spelling, because every token request asks it several times. */
const sitesKnown = new Map<string, boolean>();
const mostKnown = 2_000;

function coversSites(scope: string): boolean {
  const known = sitesKnown.get(scope);
  if (known !== undefined) return known;
  const covers = keysCoveredBy(scope).includes('graph/sites.read.all');
  if (sitesKnown.size < mostKnown) sitesKnown.set(scope, covers);
  return covers;
}

/** Says whether these Graph scopes bring a SharePoint token: `Sites.Read.All` or a wider Sites permission. */
export function grantsSharePoint(scopes: readonly string[]): boolean {
  return scopes.some(coversSites);
}

/** Says in an end user's words what these scopes allow; what a wider one includes is not repeated. */
export function endUserLines(scopes: readonly string[], type: PermissionType = 'delegated'): string[] {
  const included = new Set(scopes.flatMap((scope) => keysCoveredBy(scope).slice(1)));
  const shown = distinctScopes(scopes).filter(({ key }) => !included.has(key));
  return [...new Set(shown.map(({ name }) => describeScope(name, type)?.endUserLine ?? `Use the permission ${name}`))];
}

/** Groups the whole catalogue by product, for a picker of single scopes; OIDC scopes are left out. */
export function scopesByProduct(
  type: PermissionType = 'delegated',
): { resource: Resource; product: string; scopes: Scope[] }[] {
  const groups = Map.groupBy(
    (type === 'application' ? ROLES : SCOPES).filter(({ resource, name }) => !isOidcScope(spellScope(resource, name))),
    ({ resource, product }) => `${resource}/${product}`,
  );
  return [...groups.values()].flatMap((scopes) =>
    scopes[0] ? [{ resource: scopes[0].resource, product: scopes[0].product, scopes }] : [],
  );
}
