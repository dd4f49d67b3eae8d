import { z } from 'zod';
import type { AccountTypes } from '#lib/account-types';
import { findProvider } from './providers.ts';
import { findResource, RESOURCES, type Resource } from './resources.ts';
import { distinctScopes, parseScope, spellScope } from './scope-names.ts';
import { SCOPES } from './scopes.ts';
import { OIDC_SCOPES, type RequestedScopes, type Scope, type ScopeChoice, type ScopeDifference } from './types.ts';

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

/** Finds the catalogue's entry for a scope in any spelling: bare or with its resource's address or application id. */
export function describeScope(scope: string): Scope | undefined {
  return parseScope(scope).known;
}

/** A permission's name for people: bare, with the API's title behind it where the bare name could be another API's. */
export function labelScope(scope: string): string {
  const { resource, bare, name } = parseScope(scope);
  if (resource === undefined) return scope;
  return name === bare ? bare : `${bare} (${findResource(resource).title})`;
}

/** Lists the presets preselected for a provider, fitting the accounts that will connect. */
export function defaultPresets(providerId: string, accountTypes: AccountTypes): string[] {
  const provider = findProvider(providerId);
  if (!provider) return [];
  return [(accountTypes === 'personal' && provider.personalPreset) || provider.defaultPreset];
}

function chosenScopes(choice: ScopeChoice): readonly string[] {
  if (choice.exactScopes?.length) return choice.exactScopes;
  const presets = findProvider(choice.provider)?.presets.filter((preset) => choice.presets.includes(preset.id)) ?? [];
  const bundles = presets.flatMap((preset) => preset.scopes);
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

/** Says whether these Graph scopes bring a SharePoint token: `Sites.Read.All` or a wider Sites permission. */
export function grantsSharePoint(scopes: readonly string[]): boolean {
  return scopes.flatMap(keysCoveredBy).includes('graph/sites.read.all');
}

/** Says in an end user's words what these scopes allow; what a wider one includes is not repeated. */
export function endUserLines(scopes: readonly string[]): string[] {
  const included = new Set(scopes.flatMap((scope) => keysCoveredBy(scope).slice(1)));
  const shown = distinctScopes(scopes).filter(({ key }) => !included.has(key));
  return [...new Set(shown.map(({ name, known }) => known?.endUserLine ?? `Use the permission ${name}`))];
}

/** Groups the whole catalogue by product, for a picker of single scopes; OIDC scopes are left out. */
export function scopesByProduct(): { resource: Resource; product: string; scopes: Scope[] }[] {
  const groups = Map.groupBy(
    SCOPES.filter(({ resource, name }) => !isOidcScope(spellScope(resource, name))),
    ({ resource, product }) => `${resource}/${product}`,
  );
  return [...groups.values()].flatMap((scopes) =>
    scopes[0] ? [{ resource: scopes[0].resource, product: scopes[0].product, scopes }] : [],
  );
}
