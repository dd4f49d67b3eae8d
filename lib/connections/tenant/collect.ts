import { findResource, type Resource, resourceAddress } from '#lib/catalogue/resources';
import { ROLES } from '#lib/catalogue/roles';
import { requestedNames } from '#lib/catalogue/schema';
import { spellScope } from '#lib/catalogue/scope-names';
import { clearBroken, markBroken } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { findCloud } from '#lib/microsoft/clouds';
import { asMicrosoftError, MicrosoftError } from '#lib/microsoft/errors';
import { readGrantedRoleIds, readOrganization, type TenantToken, tenantToken } from '#lib/microsoft/tenant';
import type { Collected } from '../connect/grant.ts';
import { describeFailure } from '../failure.ts';
import type { ConnectionConfig, Consent } from '../schema.ts';

/** A tenant's connection has no refresh token, so an empty MSAL cache is stored for it. */
const noGrant = '{}';

export type TenantInput = {
  tid: string;
  consent: Consent;
  /** Audiences of resources other than Graph and SharePoint, by resource id. */
  addresses: Readonly<Record<string, string>>;
  config: ConnectionConfig;
};

/**
 * Proves that a tenant has approved the app, by a token from the tenant's own token endpoint.
 * @throws MicrosoftError
 */
async function prove(registration: Registration, tid: string): Promise<TenantToken> {
  const { graphResource } = findCloud(registration.cloud);
  try {
    const proof = await tenantToken(registration, { tid, resource: graphResource });
    await clearBroken(registration.id);
    return proof;
  } catch (error) {
    const refusal = asMicrosoftError(error);
    const { id, credentialIds } = registration;
    const { code, message, fix } = describeFailure(refusal);
    if (refusal.closes === 'integration') await markBroken(id, { code, reason: `${message} ${fix}`, credentialIds });
    throw refusal;
  }
}

/** Graph's token lists only Graph's application permissions. Those of each other API are in a token for that API. */
async function rolesElsewhere(registration: Registration, tid: string): Promise<string[]> {
  const { requested, cloud, resourceUrls: urls } = registration;
  const named: Resource[] = requested.others.map(({ resource }) => resource);
  if (requested.sharepoint.length > 0) named.push('sharepoint');
  const found: string[] = [];
  for (const id of named) {
    // SharePoint's host names differ by tenant, so its application id is requested instead.
    const resource = resourceAddress(id, { cloud, urls }) ?? findResource(id).appId;
    const answer = await tenantToken(registration, { tid, resource }).catch(onlyRefusals);
    found.push(...(answer?.roles ?? []).map((name) => spellScope(id, name)));
  }
  return found;
}

function onlyRefusals(error: unknown): undefined {
  if (!(error instanceof MicrosoftError)) throw error;
}

/**
 * The granted permissions. With Application.Read.All they are read from the directory; otherwise they are taken from
 * the tokens, which may be outdated.
 */
async function grantedRoles(registration: Registration, tid: string, proof: TenantToken): Promise<string[]> {
  const { cloud, clientId } = registration;
  const ids = await readGrantedRoleIds({ cloud, accessToken: proof.token.access_token }, clientId);
  if (ids) return ROLES.filter(({ id }) => ids.includes(id)).map(({ resource, name }) => spellScope(resource, name));
  return [...(proof.roles ?? []), ...(await rolesElsewhere(registration, tid))];
}

/**
 * Proves that a tenant has approved the app, and collects what is stored about the tenant. Nothing that came with the
 * redirect is trusted.
 * @throws MicrosoftError. Right after an approval this can be an error that `isNotKnownYet` recognizes.
 */
export async function collectTenant(registration: Registration, input: TenantInput): Promise<Collected> {
  const { tid, consent, addresses, config } = input;
  const proof = await prove(registration, tid);
  const access = { cloud: registration.cloud, accessToken: proof.token.access_token };
  const organization = await readOrganization(access);
  const domain = organization?.domain || (consent.admin?.username.split('@')[1] ?? '');
  const name = organization?.name ?? (domain || tid);
  return {
    integrationId: registration.id,
    identity: {
      tid,
      oid: '',
      username: domain || tid,
      displayName: name,
      loginHint: undefined,
      accountKind: 'tenant',
      homeAccountId: tid,
      tenantName: name,
    },
    cache: noGrant,
    token: proof.token,
    requestedScopes: requestedNames(registration.requested),
    grantedScopes: await grantedRoles(registration, tid, proof),
    config,
    hosts: Object.values(addresses).map((resource) => ({ resource, kind: 'resource' as const })),
    lookup: undefined,
    unnamed: [],
    consent,
  };
}

// Entra knows a new service principal everywhere only after seconds to minutes, and refuses the app until then.
const newPrincipalCodes = new Set([700016, 7000229]);

/** Whether a refusal only means that Microsoft has not yet processed a fresh consent. */
export function isNotKnownYet(error: unknown): boolean {
  if (!(error instanceof MicrosoftError)) return false;
  return error.closes === 'passing' || newPrincipalCodes.has(error.facts.aadsts ?? 0);
}
