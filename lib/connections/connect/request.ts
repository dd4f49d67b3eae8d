import { z } from 'zod';
import { addressesOf, dataverseOrigin, findResource } from '#lib/catalogue/resources';
import { requestedScopes } from '#lib/catalogue/schema';
import { parseScope } from '#lib/catalogue/scope-names';
import { OIDC_SCOPES, type RequestedScopes } from '#lib/catalogue/types';
import { cloudTraits } from '#lib/clouds';
import type { Registration } from '#lib/integrations/schema';
import type { ConfigDefaults } from '#lib/links/schema';
import { ConnectionError } from '../errors.ts';
import type { ConnectionConfig } from '../schema.ts';

/** What one sign-in requests from Microsoft. */
export type AuthorizationInput = {
  /** Graph scopes by short name, at least those that identify the account. */
  graph: string[];
  /** Scopes of other resources, each with its resource as prefix; `sentScope` spells them for Microsoft. */
  others: string[];
  /** Audiences of resources other than Graph and SharePoint, by resource id. */
  addresses: Record<string, string>;
};

type App = Pick<Registration, 'cloud' | 'provider' | 'permissionType' | 'requested' | 'resources' | 'resourceUrls'>;
type Defaults = ConfigDefaults[string] | undefined;

const overriding = z.object({
  oauth_scopes_override: z.string().optional().catch(undefined),
  environmentUrl: z.string().optional().catch(undefined),
});

function requestedOf({ provider, permissionType, requested }: App, override: string | undefined): RequestedScopes {
  const exactScopes = override?.split(/[\s,]+/).filter(Boolean) ?? [];
  return exactScopes.length > 0
    ? requestedScopes({ provider, permissionType, presets: [], scopes: [], exactScopes })
    : requested;
}

const isFull = (scope: string) => scope.includes('/');

/**
 * What is requested for an integration. A link can replace the scopes (`oauth_scopes_override`) and name the customer's
 * Dataverse environment (`environmentUrl`), both in `connection_config`.
 * @throws ConnectionError `resource_url_missing` when a resource's address is not known.
 */
export function askedOf(app: App, defaults?: Defaults): AuthorizationInput {
  const given = overriding.parse(defaults?.connection_config ?? {});
  const { graph, sharepoint, others: further } = requestedOf(app, given.oauth_scopes_override);
  const environment = given.environmentUrl && dataverseOrigin(given.environmentUrl, app.cloud);
  const urls = { ...app.resourceUrls, ...(environment && { dataverse: environment }) };
  const sharePointId = findResource('sharepoint').appId;
  const others = sharepoint.map((scope) => (isFull(scope) ? scope : `${sharePointId}/${scope}`));
  // An app on its own may reach an API of which it asks nothing by name.
  const isApplication = app.permissionType === 'application';
  const resources = isApplication ? app.resources : further.map(({ resource }) => resource);
  const named = resources.filter((id) => id !== 'graph' && id !== 'sharepoint');
  const { addresses, missing } = addressesOf(named, { cloud: app.cloud, urls });
  if (missing.length > 0) throw new ConnectionError('resource_url_missing');
  for (const { resource, scopes } of further) others.push(...scopes.map((scope) => `${addresses[resource]}/${scope}`));
  return { graph: graph.length > 0 || isApplication ? graph : ['User.Read'], others, addresses };
}

const isOidc = (scope: string) => OIDC_SCOPES.some((oidc) => oidc === scope);

/** Graph's scopes in the form its cloud accepts: in national clouds with Graph's address as prefix. */
export function graphScopeStrings({ cloud }: Pick<Registration, 'cloud'>, scopes: readonly string[]): string[] {
  const { takesBareScopes, graphUrl } = cloudTraits(cloud);
  if (takesBareScopes) return [...scopes];
  return scopes.map((scope) => (isFull(scope) || isOidc(scope) ? scope : `${graphUrl}/${scope}`));
}

/** A scope as Microsoft takes it: those of a personal OneDrive stand alone, all others behind their resource. */
export function sentScope(scope: string): string {
  const { resource, bare } = parseScope(scope);
  return resource && findResource(resource).onlyPersonal ? bare : scope;
}

/** Graph's scopes among those that a sign-in or a connection requested. */
export function graphScopesOf(scopes: readonly string[]): string[] {
  const graph = scopes.filter((scope) => !isFull(scope));
  return graph.length > 0 ? graph : ['User.Read'];
}

const hints = z.object({
  prompt: z.enum(['select_account', 'consent', 'login']).optional().catch(undefined),
  login_hint: z.string().max(320).optional().catch(undefined),
  domain_hint: z.string().max(253).optional().catch(undefined),
});

/** The members of a link's `authorization_params` that are passed on to Microsoft's sign-in page. */
export function hintsOf(defaults: Defaults): z.infer<typeof hints> {
  return hints.parse(defaults?.authorization_params ?? {});
}

// Names that decide where tokens are sent, or that we fill in ourselves. Callers must not set them.
const ownName = /^(tenant_?id|share_?point.*|.*(host|hostname|domain|base_?url|api_?url|origin|endpoint)s?)$/i;

/** This member affects the request to Microsoft and is not a property of the connection. */
const askingName = 'oauth_scopes_override';

/** The members that a caller may store in `connection_config`. */
export function keptConfig(config: Record<string, unknown>): ConnectionConfig {
  const kept = Object.entries(config).filter(
    ([name]) => name !== askingName && !ownName.test(name.replaceAll('-', '_')),
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(kept)));
}
