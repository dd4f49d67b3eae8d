import { audit } from '#lib/audit/audit';
import { requestedResources, requestedScopes } from '#lib/catalogue/schema';
import { db } from '#lib/db';
import { env } from '#lib/env';
import { appToken } from '#lib/microsoft/client';
import type { ClientCredential } from '#lib/microsoft/client-credential';
import { findCloud } from '#lib/microsoft/clouds';
import { putNotice, withdrawNotices } from '#lib/notices/notices';
import { open, UnknownKeyError, VaultError } from '#lib/vault';
import { listStoredCredentials, type StoredCredential } from './credential-store.ts';
import { watchCredentials } from './credential-watch.ts';
import { IntegrationError } from './errors.ts';
import type { Registration } from './schema.ts';
import { findStoredRegistration } from './settings-store.ts';
import { isBroken, setBroken, unsetBroken } from './store.ts';

/**
 * Decrypts a stored credential.
 * @throws VaultError, UnknownKeyError when that is not possible.
 */
function openCredential({ id, kind, sealedSecret, certificate, hint, source }: StoredCredential): ClientCredential {
  if (kind === 'federated') return { id, kind, source: source ?? { variable: hint } };
  const secret = open(sealedSecret ?? '', { table: 'integration_credential', row: id, column: 'sealed_secret' });
  if (kind === 'client_secret') return { id, kind, secret };
  return { id, kind, privateKey: secret, certificate: certificate ?? '', thumbprintSha256: hint };
}

/**
 * Decrypts the credentials. One that cannot be decrypted does not stop the others.
 * @throws UnknownKeyError or VaultError when none can be decrypted. An encryption key that is missing now may be
 * available later.
 */
function openAll(stored: readonly StoredCredential[]): ClientCredential[] {
  const opened: ClientCredential[] = [];
  let failure: VaultError | UnknownKeyError | undefined;
  for (const credential of stored)
    try {
      opened.push(openCredential(credential));
    } catch (error) {
      if (error instanceof UnknownKeyError) failure = error;
      else if (error instanceof VaultError) failure ??= error;
      else throw error;
    }
  if (failure && opened.length === 0) throw failure;
  return opened;
}

/**
 * Everything needed for calls to Microsoft on behalf of an integration, with decrypted credentials.
 * @throws IntegrationError `not_found`, `no_client_id`, `no_secret`; VaultError or UnknownKeyError when no credential
 * can be decrypted.
 */
export async function readRegistration(id: string): Promise<Registration> {
  const [stored, kept] = await Promise.all([findStoredRegistration(id), listStoredCredentials(id)]);
  if (!stored) throw new IntegrationError('not_found');
  const { presets, scopes, exactScopes, ...settings } = stored;
  if (settings.clientId === '') throw new IntegrationError('no_client_id');
  if (kept.length === 0) throw new IntegrationError('no_secret');
  const { provider, permissionType } = settings;
  const choice = { provider, permissionType, presets, scopes, exactScopes };
  const refused = new Set(kept.filter(({ refusedCode }) => refusedCode).map((credential) => credential.id));
  return {
    ...settings,
    credentials: openAll(kept),
    credentialIds: kept.map((credential) => credential.id),
    watch: watchCredentials(refused),
    requested: requestedScopes(choice),
    resources: requestedResources(choice),
  };
}

/**
 * SQL for a text that changes with every change to what `readRegistration` reads of the integration with this id,
 * whoever makes it. It consists of the ids of the transactions that wrote its rows.
 */
export const registrationVersion = (id: string) => `(select concat_ws(' ', i.xmin,
    (select string_agg(concat(k.id, k.xmin), ' ' order by k.id) from integration_credential k where k.integration_id = i.id))
  from integration i where i.id = ${id})`;

type Kept = { version: string; readAt: number; registration: Promise<Registration> };

const kept = new Map<string, Kept>();
const mostKept = 1_000;
/** Credentials come in another order once one of them has expired. */
const keptMilliseconds = 60_000;

/**
 * `readRegistration`, once for each version: `version` is what `registrationVersion` says now. What is returned is as
 * new as that or newer.
 */
export function registrationAt(id: string, version: string): Promise<Registration> {
  const known = kept.get(id);
  const now = performance.now();
  if (known?.version === version && now - known.readAt < keptMilliseconds) return known.registration;
  const registration = readRegistration(id);
  const entry = { version, readAt: now, registration };
  kept.delete(id);
  kept.set(id, entry);
  registration.catch(() => {
    if (kept.get(id) === entry) kept.delete(id);
  });
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  return registration;
}

/** How long before a token request the version of its registration may have been read. */
export const registrationTrustMilliseconds = 300;

/**
 * After so long no process sends a credential any more that was taken away: the time above, and what it takes at most
 * until a request that was begun is on its way.
 */
export const credentialEndMilliseconds = 1_000;

/** The tenant in which an app is registered: the stored home tenant, or the only tenant it is for; null if unknown. */
export function homeTenantOf({
  homeTenantId,
  accountTypes,
  tenantId,
}: Pick<Registration, 'accountTypes' | 'tenantId'> & { homeTenantId: string | null }): string | null {
  return homeTenantId ?? (accountTypes === 'single-tenant' ? tenantId : null);
}

/**
 * A Graph token for the app itself in a tenant, obtained with the first credential that is accepted.
 * @throws MicrosoftError
 */
export async function graphAppToken(registration: Registration, tenant: string): Promise<string> {
  const { graphResource } = findCloud(registration.cloud);
  const { access_token } = await appToken(registration, { tenant, resource: graphResource });
  return access_token;
}

const brokenKey = (id: string) => `integration_broken:${id}`;

/**
 * Stores that Microsoft refuses the registration, with a notice. True only for the call that changed the state. If
 * `credentialIds` is given and the integration has other credentials by now, nothing is stored, because those were not
 * refused.
 */
export async function markBroken(
  id: string,
  refusal: { code: string; reason: string; credentialIds?: string[] },
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const marked = await setBroken(tx, { id, ...refusal });
    if (!marked) return false;
    const { code, reason } = refusal;
    const { uniqueKey, displayName } = marked;
    const message = `Microsoft refuses the app registration of ${displayName} (${code}). ${reason}`;
    const fix = 'Its connections are untouched and go on when Microsoft accepts the app again.';
    // This notice replaces the ones about single credentials.
    await withdrawNotices(tx, { integrationId: id, keyPrefix: 'credential_refused:' });
    const notice = { kind: 'integration_broken', level: 'error', dedupeKey: brokenKey(id), integrationId: id } as const;
    await putNotice(tx, { ...notice, message, fix });
    const subject = `integration:${uniqueKey}`;
    await audit(tx, { actor: 'system', action: 'integration.broken', subject, detail: { code, reason } });
    return true;
  });
}

/**
 * Stores that Microsoft accepts the registration again. Returns true if it was marked as broken; otherwise it only
 * reads.
 */
export async function clearBroken(id: string): Promise<boolean> {
  if (!(await isBroken(id))) return false;
  return db().$transaction(async (tx) => {
    const cleared = await unsetBroken(tx, id);
    if (!cleared) return false;
    await withdrawNotices(tx, { keyPrefix: brokenKey(id) });
    const subject = `integration:${cleared.uniqueKey}`;
    await audit(tx, { actor: 'system', action: 'integration.recovered', subject });
    return true;
  });
}

/** The redirect URI of this installation. Every app registration must contain it. */
export function redirectUri(): string {
  return `${env().publicUrl}/oauth/callback`;
}
