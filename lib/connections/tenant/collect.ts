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

/** A tenant has no refresh token: in the place of the MSAL cache stands an empty one. */
const noGrant = '{}';

export type TenantInput = {
  tid: string;
  consent: Consent;
  /** What tokens of further resources are for, by resource id. */
  addresses: Readonly<Record<string, string>>;
  config: ConnectionConfig;
};

/** The proof that a tenant let the app in: a token from its own token endpoint. @throws MicrosoftError */
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

/** Application permissions of Graph alone do not show in Graph's token: each other API's own token has its own. */
async function rolesElsewhere(registration: Registration, tid: string): Promise<string[]> {
  const { requested, cloud, resourceUrls: urls } = registration;
  const named: Resource[] = requested.others.map(({ resource }) => resource);
  if (requested.sharepoint.length > 0) named.push('sharepoint');
  const found: string[] = [];
  for (const id of named) {
    // SharePoint's own address is the tenant's; its application id stands for all of them.
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
 * What was granted: as the directory has it where the app may read that (Application.Read.All), else as the tokens
 * show, which is a hint.
 */
async function grantedRoles(registration: Registration, tid: string, proof: TenantToken): Promise<string[]> {
  const { cloud, clientId } = registration;
  const ids = await readGrantedRoleIds({ cloud, accessToken: proof.token.access_token }, clientId);
  if (ids) return ROLES.filter(({ id }) => ids.includes(id)).map(({ resource, name }) => spellScope(resource, name));
  return [...(proof.roles ?? []), ...(await rolesElsewhere(registration, tid))];
}

/**
 * Proves that the app is in a tenant and collects what is kept of it. Whatever a redirect said of the tenant counts for
 * nothing here. @throws MicrosoftError; while a new service principal is not known everywhere, see `isNotKnownYet`
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

// "New service principals take seconds to minutes to be usable everywhere": until then Entra does not know the app.
const newPrincipalCodes = new Set([700016, 7000229]);

/** Whether a refusal right after a consent only means that Microsoft has not caught up with it. */
export function isNotKnownYet(error: unknown): boolean {
  if (!(error instanceof MicrosoftError)) return false;
  return error.closes === 'passing' || newPrincipalCodes.has(error.facts.aadsts ?? 0);
}
