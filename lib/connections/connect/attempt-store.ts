import { z } from 'zod';
import { db, pool } from '#lib/db';
import { hashToken, newId } from '#lib/ids';
import { open, seal } from '#lib/vault';

/** People enrol in multi-factor authentication on the way, hence an hour. */
const lifeMinutes = 60;

const secretsSchema = z.object({ codeVerifier: z.string(), nonce: z.string() });
export type AttemptSecrets = z.infer<typeof secretsSchema>;

export type NewAttempt = {
  state: string;
  browserHash: Buffer;
  linkId: string;
  integrationId: string;
  scopes: string[];
  /** What tokens of further resources are for, by resource id. */
  addresses: Record<string, string>;
  secrets: AttemptSecrets;
};

/** One trip of one browser, taken back from the database: it exists no more. */
export type Attempt = Omit<NewAttempt, 'state' | 'browserHash'>;

const place = (row: string) => ({ table: 'attempt', row, column: 'sealed_secrets' });

/** Stores an attempt: the state hashed, verifier and nonce sealed. Removes those that have ended. */
export async function insertAttempt({
  state,
  browserHash,
  linkId,
  integrationId,
  scopes,
  addresses,
  secrets,
}: NewAttempt): Promise<void> {
  const id = newId();
  await pool().query('delete from attempt where expires_at < now()');
  await db().attempt.create({
    data: {
      id,
      stateHash: new Uint8Array(hashToken(state)),
      browserHash: new Uint8Array(browserHash),
      linkId,
      integrationId,
      scopes,
      resourceUrls: addresses,
      sealedSecrets: seal(JSON.stringify(secrets), place(id)),
      expiresAt: new Date(Date.now() + lifeMinutes * 60_000),
    },
  });
}

type Row = {
  id: string;
  link_id: string;
  integration_id: string;
  scopes: string[];
  resource_urls: unknown;
  sealed_secrets: string;
};

const addressesSchema = z.record(z.string(), z.string());

/**
 * Takes an attempt by its state, together with its browser: of any number of callers one gets it. When its secrets
 * cannot be opened, or `ready` throws, it stays where it is. @throws VaultError, UnknownKeyError
 */
export async function takeAttempt(
  state: string,
  browserHash: Buffer,
  ready: (attempt: Pick<Attempt, 'linkId' | 'integrationId'>) => Promise<void>,
): Promise<Attempt | undefined> {
  const { rows } = await pool().query<Row>(
    `select id, link_id, integration_id, scopes, resource_urls, sealed_secrets from attempt
      where state_hash = $1 and browser_hash = $2 and expires_at > now()`,
    [hashToken(state), browserHash],
  );
  const [row] = rows;
  if (!row) return undefined;
  const secrets = secretsSchema.parse(JSON.parse(open(row.sealed_secrets, place(row.id))));
  const addresses = addressesSchema.parse(row.resource_urls);
  await ready({ linkId: row.link_id, integrationId: row.integration_id });
  const taken = await pool().query('delete from attempt where id = $1', [row.id]);
  if (taken.rowCount !== 1) return undefined;
  return { linkId: row.link_id, integrationId: row.integration_id, scopes: row.scopes, addresses, secrets };
}
