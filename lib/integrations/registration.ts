import { audit } from '#lib/audit/audit';
import { db } from '#lib/db';
import { requestedScopes } from '#lib/integrations/catalogue/schema';
import { open } from '#lib/vault';
import { IntegrationError } from './errors.ts';
import type { Registration } from './schema.ts';
import { findStoredRegistration, isBroken, setBroken, unsetBroken } from './store.ts';

/**
 * What is needed to speak to Microsoft for an integration, its secret opened.
 * @throws IntegrationError `not_found`, `no_secret`; VaultError when the stored secret cannot be opened.
 */
export async function readRegistration(id: string): Promise<Registration> {
  const stored = await findStoredRegistration(id);
  if (!stored) throw new IntegrationError('not_found');
  const { credential, presets, scopes, exactScopes, ...settings } = stored;
  if (!credential) throw new IntegrationError('no_secret');
  const place = { table: 'integration_credential', row: credential.id, column: 'sealed_secret' };
  return {
    ...settings,
    clientSecret: open(credential.sealedSecret ?? '', place),
    credentialId: credential.id,
    requested: requestedScopes({ provider: settings.provider, presets, scopes, exactScopes }),
  };
}

/**
 * Notes that Microsoft refuses the registration. True only for the call that found it whole, so that the operator is
 * told once; with `credentialId`, a secret replaced meanwhile does not count.
 */
export async function markBroken(
  id: string,
  refusal: { code: string; reason: string; credentialId?: string },
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const marked = await setBroken(tx, { id, ...refusal });
    if (!marked) return false;
    const { code, reason } = refusal;
    const subject = `integration:${marked.uniqueKey}`;
    await audit(tx, { actor: 'system', action: 'integration.broken', subject, detail: { code, reason } });
    return true;
  });
}

/** Notes that Microsoft accepts the registration again; true when it was broken. One read when it was not. */
export async function clearBroken(id: string): Promise<boolean> {
  if (!(await isBroken(id))) return false;
  return db().$transaction(async (tx) => {
    const cleared = await unsetBroken(tx, id);
    if (!cleared) return false;
    const subject = `integration:${cleared.uniqueKey}`;
    await audit(tx, { actor: 'system', action: 'integration.recovered', subject });
    return true;
  });
}
