import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { db, pool } from '#lib/db';
import { hashToken, newId } from '#lib/ids';
import type { Outcome } from '#lib/links/schema';
import { open, seal } from '#lib/vault';

/** People enrol in multi-factor authentication on the way, hence an hour. */
const lifeMinutes = 60;

/** How long a spent attempt can tell its browser what came of it: tabs are restored, and people go back. */
const keptDays = 30;

/** No redemption takes longer. */
const redemptionSeconds = 60;

const secretsSchema = z.object({ codeVerifier: z.string(), nonce: z.string() });
type AttemptSecrets = z.infer<typeof secretsSchema>;

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

/** One trip of one browser, with what its one redemption needs. */
export type Attempt = Omit<NewAttempt, 'state' | 'browserHash'> & { id: string };

/** An attempt by its state and browser: this call got it, or another one had it before. */
export type TakenAttempt = { kind: 'taken'; attempt: Attempt } | { kind: 'spent'; id: string; linkId: string };

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
  /** Null once it is spent. */
  sealed_secrets: string | null;
};

const addressesSchema = z.record(z.string(), z.string());

function toAttempt(row: Row, sealed: string): Attempt {
  const secrets = secretsSchema.parse(JSON.parse(open(sealed, place(row.id))));
  const addresses = addressesSchema.parse(row.resource_urls);
  return {
    id: row.id,
    linkId: row.link_id,
    integrationId: row.integration_id,
    scopes: row.scopes,
    addresses,
    secrets,
  };
}

/**
 * Takes an attempt by its state, together with its browser: of any number of callers one gets it, with the secrets that
 * are stored no more; the others learn which it was. Undefined for one that never was, has ended, or is another
 * browser's. When its secrets cannot be opened, or `ready` throws, it stays as it is. @throws VaultError, UnknownKeyError
 */
export async function takeAttempt(
  state: string,
  browserHash: Buffer,
  ready: (attempt: Pick<Attempt, 'linkId' | 'integrationId'>) => Promise<void>,
): Promise<TakenAttempt | undefined> {
  const { rows } = await pool().query<Row>(
    `select id, link_id, integration_id, scopes, resource_urls, sealed_secrets from attempt
      where state_hash = $1 and browser_hash = $2 and expires_at > now()`,
    [hashToken(state), browserHash],
  );
  const [row] = rows;
  if (!row) return undefined;
  const spent = { kind: 'spent', id: row.id, linkId: row.link_id } as const;
  if (row.sealed_secrets === null) return spent;
  const attempt = toAttempt(row, row.sealed_secrets);
  await ready(attempt);
  const taken = await pool().query(
    `update attempt set spent_at = now(), sealed_secrets = null, expires_at = now() + interval '${keptDays} days'
      where id = $1 and spent_at is null`,
    [row.id],
  );
  return taken.rowCount === 1 ? { kind: 'taken', attempt } : spent;
}

/** Keeps what came of a spent attempt for its own browser; nothing where its link was closed meanwhile. */
export async function finishAttempt(id: string, outcome: Outcome | undefined): Promise<void> {
  await pool().query('update attempt set finished_at = now(), outcome = $2 where id = $1', [
    id,
    outcome ? JSON.stringify(outcome) : null,
  ]);
}

/** Waits until the redemption of a spent attempt is over; one whose process ended in the middle counts as over. */
export async function untilFinished(id: string): Promise<void> {
  const text = `select 1 from attempt
    where id = $1 and finished_at is null and spent_at > now() - interval '${redemptionSeconds} seconds'`;
  while ((await pool().query(text, [id])).rowCount === 1) await sleep(200);
}
