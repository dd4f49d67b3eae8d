import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { requestedScopes } from '#lib/catalogue/schema';
import { db, pool } from '#lib/db';
import { hashToken, newId, newToken } from '#lib/ids';
import { readRegistration, redirectUri } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { onlyPresets } from '#lib/links/admin-link';
import { LinkError } from '#lib/links/errors';
import type { LinkForAttempt, Outcome } from '#lib/links/schema';
import { markStarted, readLinkForAttempt } from '#lib/links/use-link';
import { authorizeUrl, newPkce } from '#lib/microsoft/client';
import { open, seal } from '#lib/vault';
import { findAccountToReauthorize } from '../account.ts';
import { hashBrowser } from './browser.ts';
import { microsoftUrl } from './microsoft-url.ts';
import { askedOf } from './request.ts';

/** An hour, because people may have to set up multi-factor authentication during a sign-in. */
const lifeMinutes = 60;

/**
 * For how many days the outcome of a used attempt can be shown to its browser: tabs are restored, and people go back.
 */
const keptDays = 30;

/** No redemption takes longer. */
const redemptionSeconds = 60;

const secretsSchema = z.object({ codeVerifier: z.string(), nonce: z.string() });
type AttemptSecrets = z.infer<typeof secretsSchema>;

/** The purpose of an admin's attempt; undefined for a person who connects their own account. */
const siteId = z
  .string()
  .max(300)
  .regex(/^[a-z0-9.-]+,[0-9a-f-]{36},[0-9a-f-]{36}$/i);

const errandSchema = z.union([
  z.object({ step: z.literal('consent') }),
  z.object({ step: z.literal('sign_in'), tid: z.string() }),
  z.object({ step: z.literal('sites'), action: z.literal('find'), words: z.array(z.string().max(400)).max(20) }),
  z.object({
    step: z.literal('sites'),
    action: z.literal('grant'),
    siteIds: z.array(siteId).min(1).max(50),
    role: z.enum(['read', 'write']),
  }),
  z.object({ step: z.literal('sites'), action: z.literal('revoke'), siteIds: z.array(siteId).min(1).max(50) }),
  z.object({ step: z.literal('sites'), action: z.literal('show') }),
]);
/** The input of an admin on a site-grant link. */
export const sitesSchema = errandSchema.options[2]
  .or(errandSchema.options[3])
  .or(errandSchema.options[4])
  .or(errandSchema.options[5]);
export type Errand = z.infer<typeof errandSchema>;

type NewAttempt = {
  state: string;
  browserHash: Buffer;
  linkId: string;
  integrationId: string;
  scopes: string[];
  /** The audiences of tokens for further resources, by resource id. */
  addresses: Record<string, string>;
  errand?: Errand | undefined;
  secrets: AttemptSecrets;
};

/** One sign-in of one browser at Microsoft, with everything that is needed to redeem its code. */
export type Attempt = Omit<NewAttempt, 'state' | 'browserHash'> & { id: string };

/** An attempt found by its state and browser, and whether this call or an earlier one took it. */
export type TakenAttempt = { kind: 'taken'; attempt: Attempt } | { kind: 'spent'; id: string; linkId: string };

type Start = {
  linkId: string;
  integrationId: string;
  browser: string;
  /** For a site-grant link: the requested change; without it, sites are listed. */
  sites?: z.infer<typeof sitesSchema> | undefined;
};

/**
 * Starts a sign-in at Microsoft and returns the URL to send the browser to.
 * @throws LinkError when the link does not offer the integration, ConnectionError `resource_url_missing`,
 * IntegrationError, HttpFailure.
 */
export async function startAttempt({ linkId, integrationId, browser, sites }: Start): Promise<{ redirectTo: string }> {
  const link = await readLinkForAttempt(linkId);
  if (link.integrationIds.length > 0 && !link.integrationIds.includes(integrationId))
    throw new LinkError('invalid_integration');
  const registration = await readRegistration(integrationId);
  const { codeVerifier, codeChallenge } = await newPkce();
  const secrets = { codeVerifier, nonce: newToken() };
  const state = newToken();
  const account = link.connectionId ? await findAccountToReauthorize(link.connectionId) : undefined;
  const defaults = link.configDefaults[registration.uniqueKey];
  // Keeps the connection's existing configuration, which includes the customer's own addresses.
  const config = { ...account?.connectionConfig, ...defaults?.connection_config };
  const asked = askedOf(only(registration, link.presets), { ...defaults, connection_config: config });
  const isTenant = registration.permissionType === 'application';
  const once = { state, nonce: secrets.nonce, codeChallenge };
  const redirectTo = await microsoftUrl(registration, { link, account, asked, once });
  const scopes = [...asked.graph, ...asked.others];
  const { addresses } = asked;
  const errand = errandOf(link, { isTenant, sites });
  const browserHash = hashBrowser(browser);
  await insertAttempt({ state, browserHash, linkId, integrationId, scopes, addresses, errand, secrets });
  await markStarted(linkId, integrationId);
  return { redirectTo };
}

/** The presets that an admin is asked to approve, if not all. */
function only(registration: Registration, presets: readonly string[]): Registration {
  if (presets.length === 0) return registration;
  const { provider, permissionType } = registration;
  const choice = onlyPresets({ provider, permissionType, presets: [], scopes: [] }, presets);
  return { ...registration, requested: requestedScopes(choice) };
}

function errandOf(
  { kind }: LinkForAttempt,
  { isTenant, sites }: { isTenant: boolean; sites: Start['sites'] },
): Errand | undefined {
  if (kind === 'site_grant') return sites ?? { step: 'sites', action: 'find', words: [] };
  return isTenant ? { step: 'consent' } : undefined;
}

type ErrandInput = {
  trip: { attempt: Attempt; link: Pick<LinkForAttempt, 'id'>; browserHash: Buffer };
  registration: Registration;
  errand: Extract<Errand, { tid: string }>;
};

/** Starts a second sign-in in the same browser, at one tenant, which only shows who it is. @throws HttpFailure */
export async function beginErrand({ trip, registration, errand }: ErrandInput): Promise<{ redirectTo: string }> {
  const { codeVerifier, codeChallenge } = await newPkce();
  const secrets = { codeVerifier, nonce: newToken() };
  const state = newToken();
  const { id: linkId } = trip.link;
  const { integrationId, scopes, addresses } = trip.attempt;
  const inTenant = { ...registration, tenantId: errand.tid };
  const once = { state, nonce: secrets.nonce, codeChallenge, redirectUri: redirectUri() };
  const redirectTo = await authorizeUrl(inTenant, { ...once, scopes: ['openid', 'profile'], otherScopes: [] });
  await insertAttempt({
    state,
    browserHash: trip.browserHash,
    linkId,
    integrationId,
    scopes,
    addresses,
    errand,
    secrets,
  });
  return { redirectTo };
}

const place = (row: string) => ({ table: 'attempt', row, column: 'sealed_secrets' });

/** Stores an attempt with its state hashed, and its verifier and nonce sealed. Also deletes expired attempts. */
async function insertAttempt({
  state,
  browserHash,
  linkId,
  integrationId,
  scopes,
  addresses,
  errand,
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
      ...(errand && { errand }),
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
  errand: unknown;
  /** Null after the attempt was used. */
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
    errand: row.errand === null ? undefined : errandSchema.parse(row.errand),
    secrets,
  };
}

/**
 * Takes an attempt by its state and browser. Of several callers one gets it with its secrets, which are deleted; the
 * others only learn which one it was. Undefined if it never existed, has expired, or belongs to another browser. If its
 * secrets cannot be opened or `ready` throws, it remains usable.
 * @throws VaultError, UnknownKeyError
 */
export async function takeAttempt(
  state: string,
  browserHash: Buffer,
  ready: (attempt: Pick<Attempt, 'linkId' | 'integrationId'>) => Promise<void>,
): Promise<TakenAttempt | undefined> {
  const { rows } = await pool().query<Row>(
    `select id, link_id, integration_id, scopes, resource_urls, errand, sealed_secrets from attempt
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

/** Stores the outcome of a used attempt for its own browser. Does nothing if its link was closed meanwhile. */
export async function finishAttempt(id: string, outcome: Outcome | undefined): Promise<void> {
  await pool().query('update attempt set finished_at = now(), outcome = $2 where id = $1', [
    id,
    outcome ? JSON.stringify(outcome) : null,
  ]);
}

/**
 * Waits until the redemption of a used attempt is complete. If its process ended in the middle, it counts as complete.
 */
export async function untilFinished(id: string): Promise<void> {
  const text = `select 1 from attempt
    where id = $1 and finished_at is null and spent_at > now() - interval '${redemptionSeconds} seconds'`;
  while ((await pool().query(text, [id])).rowCount === 1) await sleep(200);
}
