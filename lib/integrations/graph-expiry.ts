import { db } from '#lib/db';
import type { Application } from '#lib/microsoft/app-directory';
import { listStoredCredentials, type StoredCredential, updateExpiry } from './credential-store.ts';
import { noteExpiry } from './expiry.ts';

type Ends = Pick<Application, 'passwordCredentials'>;

/** The registration's entry for a stored secret: by its id, else by its first characters where only one has them. */
export function matchSecret({ hint, keyId }: Pick<StoredCredential, 'hint' | 'keyId'>, { passwordCredentials }: Ends) {
  const byId = passwordCredentials.find((one) => one.keyId === keyId);
  if (byId) return byId;
  const alike = passwordCredentials.filter((one) => one.hint === hint);
  return alike.length === 1 ? alike[0] : undefined;
}

/** Takes the ends of an integration's client secrets from its registration; returns how many it told. */
export async function saveGraphExpiry(integrationId: string, ends: Ends): Promise<number> {
  return db().$transaction(async (tx) => {
    const stored = await listStoredCredentials(integrationId, tx);
    let told = 0;
    for (const credential of stored.filter(({ kind }) => kind === 'client_secret')) {
      const found = matchSecret(credential, ends);
      if (!found) continue;
      told += 1;
      const { keyId, endDateTime: expiresAt } = found;
      await updateExpiry(tx, credential.id, { expiresAt, expirySource: 'graph', keyId });
    }
    if (told > 0) await noteExpiry(tx, integrationId);
    return told;
  });
}
