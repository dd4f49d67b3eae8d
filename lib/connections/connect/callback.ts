import { isDatabaseAway } from '#lib/db';
import { readRegistration, redirectUri } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { recordTripOutcome } from '#lib/links/link-activity';
import type { LinkForAttempt, Outcome } from '#lib/links/schema';
import { consumeLink, readLinkForAttempt } from '#lib/links/use-link';
import { log } from '#lib/log';
import { redeemCode } from '#lib/microsoft/client';
import { asMicrosoftError, MicrosoftError, readRedirectRefusal } from '#lib/microsoft/errors';
import { HttpFailure } from '#lib/microsoft/http';
import { IdTokenError } from '#lib/microsoft/id-token';
import { readMsalCache } from '#lib/microsoft/msal-cache';
import { persist } from '#lib/persist';
import { UnknownKeyError, unknownKeyRetrySeconds } from '#lib/vault';
import { noteNewAccount } from '../account.ts';
import { ConnectionError } from '../errors.ts';
import { type Continued, completeTenantConsent, completeTenantSignIn } from '../tenant/consent.ts';
import { completeSites } from '../tenant/sites.ts';
import { completeAdminConsent } from './admin-consent.ts';
import { type Attempt, type Errand, finishAttempt, type TakenAttempt, takeAttempt, untilFinished } from './attempt.ts';
import { hashBrowser } from './browser.ts';
import { type Collected, type OtherAccount, redeemAndCollect } from './grant.ts';
import { idTokenOutcome, keysUnavailableOutcome } from './id-token-outcome.ts';
import {
  connectedOutcome,
  newAccountOutcome,
  noteOutcome,
  refusedOutcome,
  startAgainOutcome,
  type Trip,
  wrongAccountOutcome,
} from './outcome.ts';
import { keptConfig } from './request.ts';
import { saveConnection } from './save.ts';

/**
 * Where the browser goes after its return from Microsoft. `isUnasked` if this browser had started no sign-in. If this
 * process could not even start, the number of seconds after which to try the same address again.
 */
export type Completed = { redirectTo: string; isUnasked?: true } | { retryAfterSeconds: number };

const isPassing = (error: unknown) => error instanceof UnknownKeyError || isDatabaseAway(error);

/**
 * A process that lacks a key must leave the attempt unused, because another process, or this one later, can finish it.
 */
async function requireKeys({ linkId, integrationId }: { linkId: string; integrationId: string }): Promise<void> {
  const reads = await Promise.allSettled([readLinkForAttempt(linkId), readRegistration(integrationId)]);
  for (const read of reads) if (read.status === 'rejected' && isPassing(read.reason)) throw read.reason;
}

async function takeWhenReady(state: string, browserHash: Buffer): Promise<TakenAttempt | 'not ready' | undefined> {
  try {
    return await takeAttempt(state, browserHash, requireKeys);
  } catch (error) {
    if (!isPassing(error)) throw error;
    log().warn({ error }, 'a sign-in came back that cannot be finished now; its attempt is kept');
    return 'not ready';
  }
}

/**
 * Where a return from Microsoft ends that belongs to no attempt of this browser. An admin who used the plain consent
 * address sees what Microsoft reported. Nothing is looked up, so strangers learn nothing.
 */
function withoutAttempt(params: URLSearchParams): Completed {
  const answer = params.get('admin_consent');
  // Users always come back with a state.
  const isAdmins = answer !== null || (params.has('error') && !params.has('state'));
  if (!isAdmins) return { redirectTo: '/connect/start-again', isUnasked: true };
  if (answer?.toLowerCase() === 'true' && !params.has('error')) return { redirectTo: '/connect/reported-approved' };
  const { aadsts } = readRedirectRefusal(params);
  return { redirectTo: `/connect/reported-refused${aadsts === undefined ? '' : `-${aadsts}`}` };
}

/**
 * Finishes the sign-in that this browser started. The attempt is used up in any case, unless this process lacks the
 * keys to finish it. Calling the address again leads to the stored outcome. With a state that was never issued, has
 * expired, or belongs to another browser, nothing is changed and Microsoft is not called.
 */
export async function completeAttempt(params: URLSearchParams, browser: string | undefined): Promise<Completed> {
  const state = params.get('state');
  if (!state || !browser) return withoutAttempt(params);
  const browserHash = hashBrowser(browser);
  const found = await takeWhenReady(state, browserHash);
  if (found === 'not ready') return { retryAfterSeconds: unknownKeyRetrySeconds };
  if (!found) return withoutAttempt(params);
  if (found.kind === 'taken') return { redirectTo: await finish(params, found.attempt, browserHash) };
  await untilFinished(found.id);
  return { redirectTo: resultPage(await readLinkForAttempt(found.linkId)) };
}

const resultPage = ({ token }: LinkForAttempt) => `/connect/${token}/result`;

async function finish(params: URLSearchParams, attempt: Attempt, browserHash: Buffer): Promise<string> {
  let outcome: Outcome | undefined;
  try {
    const link = await readLinkForAttempt(attempt.linkId);
    const trip = { attempt, link, browserHash };
    const done = attempt.errand ? await completeErrand(params, trip, attempt.errand) : await complete(params, trip);
    if (done && 'redirectTo' in done) return done.redirectTo;
    outcome = done;
    return resultPage(link);
  } finally {
    await finishAttempt(attempt.id, outcome).catch((error: unknown) =>
      log().warn({ error }, 'what came of a sign-in could not be kept for its browser'),
    );
  }
}

function complete(params: URLSearchParams, trip: Trip): Promise<Outcome | undefined> {
  return trip.link.kind === 'admin_consent' ? completeAdminConsent(params, trip) : completeConnection(params, trip);
}

/** One step of an admin who connects a whole tenant. It may lead to the next step. */
async function completeErrand(params: URLSearchParams, trip: Trip, errand: Errand): Promise<Continued> {
  if (isClosed(trip.link)) return undefined;
  try {
    if (errand.step === 'sites') return await completeSites(params, trip, errand);
    if (errand.step === 'consent') return await completeTenantConsent(params, trip);
    return await completeTenantSignIn(params, trip, errand.tid);
  } catch (error) {
    return noteOutcome(trip, outcomeOf(error));
  }
}

/** Whether the link was used by a faster attempt or revoked meanwhile, so that the code need not be redeemed. */
const isClosed = ({ consumedAt, status }: LinkForAttempt) => consumedAt !== null || status === 'revoked';

/** The outcome to show; undefined if the link was closed meanwhile, which its page then says. */
async function completeConnection(params: URLSearchParams, trip: Trip): Promise<Outcome | undefined> {
  if (isClosed(trip.link)) return undefined;
  const code = params.get('code');
  if (params.has('error') || !code) return noteOutcome(trip, refused(params), 'browser');
  try {
    const registration = await readRegistration(trip.attempt.integrationId);
    const redeemed = await redeem(code, registration, trip);
    if ('code' in redeemed) return await noteOutcome(trip, redeemed);
    return await save(redeemed, trip);
  } catch (error) {
    const noted = await noteOutcome(trip, outcomeOf(error));
    return error instanceof ConnectionError && error.code === 'link_spent' ? undefined : noted;
  }
}

const refused = (params: URLSearchParams) =>
  params.has('error') ? refusedOutcome(readRedirectRefusal(params)) : startAgainOutcome();

/** Turns expected failures into outcomes, and throws all others again. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof HttpFailure && error.code === 'keys_unreadable') {
    log().warn({ error }, "Microsoft's keys could not be read, so an ID token could not be checked");
    return keysUnavailableOutcome();
  }
  if (error instanceof MicrosoftError && error.facts.oauthError === 'nonce_mismatch')
    return idTokenOutcome({ fault: 'nonce', minutesAhead: undefined });
  if (error instanceof MicrosoftError || error instanceof HttpFailure)
    return refusedOutcome(asMicrosoftError(error).facts);
  if (error instanceof ConnectionError) return startAgainOutcome();
  if (!(error instanceof IdTokenError)) throw error;
  const { fault, minutesAhead } = error;
  log().warn({ error, fault, minutesAhead }, 'an ID token was refused; its tokens were discarded');
  return idTokenOutcome(error);
}

/** Discards the tokens, and stores the unexpected account for an operator to decide. */
async function refuseAccount({ mismatch, identity }: OtherAccount, { connectionId }: LinkForAttempt): Promise<Outcome> {
  if (!('isMadeAnew' in mismatch)) return wrongAccountOutcome(mismatch);
  if (connectionId) await noteNewAccount(connectionId, identity);
  return newAccountOutcome(mismatch.account);
}

/** What the code's grant covers; an Outcome if the wrong account signed in. */
async function redeem(code: string, registration: Registration, { attempt, link }: Trip): Promise<Collected | Outcome> {
  const { codeVerifier, nonce } = attempt.secrets;
  const found = await redeemAndCollect(registration, {
    redeem: (scopes) => redeemCode(registration, { code, codeVerifier, nonce, redirectUri: redirectUri(), scopes }),
    nonce,
    expected: link,
    requestedScopes: attempt.scopes,
    addresses: attempt.addresses,
    config: keptConfig(link.configDefaults[registration.uniqueKey]?.connection_config ?? {}),
  });
  return 'mismatch' in found ? refuseAccount(found, link) : found;
}

/** Stores connection, link and timeline in one transaction. Only success uses the link up, and only once. */
async function save(collected: Collected, { link, browserHash }: Trip): Promise<Outcome> {
  const grant = readMsalCache(collected.cache).refreshToken ? 'renewable' : 'not renewable';
  const outcome = connectedOutcome(collected.identity.username, grant);
  const connectionId = await persist(async (tx) => {
    const id = await saveConnection(tx, collected, link);
    const spent = await consumeLink(tx, { linkId: link.id, connectionId: id, browserHash, outcome });
    if (!spent) throw new ConnectionError('link_spent');
    return id;
  });
  recordTripOutcome({ linkId: link.id, integrationId: collected.integrationId, connectionId }, outcome);
  return outcome;
}
