import { decodeJwt } from 'jose';
import { z } from 'zod';
import { appToken, type MicrosoftApp } from './client.ts';
import { type GraphAccess, readGraph } from './graph.ts';
import type { TokenResponse } from './token-answer.ts';

/** A token of the app itself in one tenant, with the application permissions that the token shows. */
export type TenantToken = {
  token: TokenResponse;
  /**
   * The granted application permissions; undefined if the token cannot be read, which Microsoft allows; empty if none
   * is granted.
   */
  roles: string[] | undefined;
};

const claims = z.object({ roles: z.array(z.string()).catch([]) });

function readRoles(accessToken: string): string[] | undefined {
  try {
    return claims.parse(decodeJwt(accessToken)).roles;
  } catch {
    return undefined;
  }
}

/**
 * Requests a token of the app itself from one tenant's token endpoint (RFC 6749 section 4.4). There is no refresh
 * token; a new token is requested the same way. `resource` is an address without a trailing slash, or an application
 * id.
 * @throws MicrosoftError
 */
export async function tenantToken(
  app: MicrosoftApp,
  { tid, ...ask }: { tid: string; resource: string; claims?: string | undefined; before?: () => Promise<void> },
): Promise<TenantToken> {
  const token = await appToken(app, { tenant: tid, ...ask });
  return { token, roles: readRoles(token.access_token) };
}

const organizations = z.object({
  value: z
    .array(
      z.object({
        displayName: z.string(),
        verifiedDomains: z.array(z.object({ name: z.string(), isDefault: z.boolean().nullish() })).catch([]),
      }),
    )
    .min(1),
});

/** A tenant's display name and default domain, if the app may read them (`organization` resource type). */
export async function readOrganization(access: GraphAccess): Promise<{ name: string; domain: string } | undefined> {
  const answer = await readGraph(access, '/organization?$select=displayName,verifiedDomains', organizations);
  const first = 'value' in answer ? answer.value.value[0] : undefined;
  if (!first) return undefined;
  const { displayName: name, verifiedDomains } = first;
  const domain = verifiedDomains.find(({ isDefault }) => isDefault) ?? verifiedDomains[0];
  return { name, domain: domain?.name ?? '' };
}

const assignments = z.object({ value: z.array(z.object({ appRoleId: z.string() })) });

/**
 * Ids of the application permissions that a tenant granted to the app, as the directory has them
 * (`servicePrincipal: List appRoleAssignments`); undefined where the app may not read that.
 */
export async function readGrantedRoleIds(access: GraphAccess, clientId: string): Promise<string[] | undefined> {
  const path = `/servicePrincipals(appId='${encodeURIComponent(clientId)}')/appRoleAssignments`;
  const answer = await readGraph(access, path, assignments);
  return 'value' in answer ? answer.value.value.map(({ appRoleId }) => appRoleId.toLowerCase()) : undefined;
}
