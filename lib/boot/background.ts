import { pruneActivity } from '#lib/activity/activity';
import { deliverAlerts, pruneAlerts } from '#lib/alerts/deliver';
import { mailEndUsers } from '#lib/alerts/end-users';
import { watchAlerts } from '#lib/alerts/watch';
import { pruneAnswers } from '#lib/api/store';
import { probeTenants } from '#lib/connections/tenant/probe';
import { proveWaiting } from '#lib/connections/tenant/proof';
import { sweep } from '#lib/connections/tokens/sweep';
import { reviewSweep } from '#lib/connections/tokens/sweep-behind';
import { pruneOpenings } from '#lib/embed/openings';
import { env } from '#lib/env';
import { pruneEvents } from '#lib/events/events';
import { watchExpiry } from '#lib/integrations/expiry';
import { watchReach } from '#lib/integrations/watch-reach';
import { tellExpiredLinks } from '#lib/links/use-link';
import { log } from '#lib/log';
import { prunePickerSessions } from '#lib/picker/sessions';
import { closeReceivers } from '#lib/receiver';
import { pruneCallCounts } from '#lib/usage/calls';
import { deliverWebhooks } from '#lib/webhooks/deliver';
import { pruneOverrides } from '#lib/webhooks/endpoints';
import { flushAllWriteBehind } from '#lib/write-behind';
import { keepRotating } from './rotate-keys.ts';
import { reviewUntrustedProxies } from './untrusted-proxy.ts';

/** The periodic work of this process, which runs independently of requests. */
export type Background = { stop: () => Promise<void> };

const sweepMilliseconds = 3_000;
/** Idle connections have days: one sweep in ten minutes looks for them. */
const sweepsForIdle = 200;
/** An admin waits in front of a page for it. */
const proofMilliseconds = 2_000;
const alertMilliseconds = 5_000;
const upkeepMilliseconds = 15_000;
const pruneMilliseconds = 3_600_000;

/** Starts the periodic work: sweeps, pruning, watches and key rotation. */
export function startBackground(): Background {
  const stopping = new AbortController();
  watchReach(stopping.signal);
  const expiry = () => loggingFailure(() => watchExpiry(stopping.signal));
  const rotating = keepRotating(stopping.signal);
  const delivering = deliverWebhooks(stopping.signal);
  const proxies = () => loggingFailure(() => reviewUntrustedProxies(env().trustedProxies));
  let running: Promise<void> = proxies().then(expiry);
  let isSweeping = false;
  let sweeps = 0;
  const timer = setInterval(() => {
    if (isSweeping) return;
    isSweeping = true;
    const which = sweeps % sweepsForIdle === 0 ? 'used and idle' : 'used';
    sweeps += 1;
    running = running
      .then(() => loggingFailure(() => sweep({ signal: stopping.signal, which })))
      .then(() => loggingFailure(() => probeTenants(stopping.signal)))
      .finally(() => {
        isSweeping = false;
      });
  }, sweepMilliseconds);
  const alerts = repeat(async () => {
    await watchAlerts();
    await deliverAlerts();
    await mailEndUsers();
  }, alertMilliseconds);
  const upkeep = repeat(async () => {
    for (const work of [reviewSweep, pruneAnswers, tellExpiredLinks]) await loggingFailure(work);
  }, upkeepMilliseconds);
  const proofs = repeat(() => proveWaiting(stopping.signal), proofMilliseconds);
  const hourly = setInterval(() => {
    running = running
      .then(() => loggingFailure(pruneActivity))
      .then(() => loggingFailure(pruneEvents))
      .then(() => loggingFailure(pruneOverrides))
      .then(() => loggingFailure(pruneCallCounts))
      .then(() => loggingFailure(pruneOpenings))
      .then(() => loggingFailure(() => prunePickerSessions()))
      .then(() => loggingFailure(() => pruneAlerts()))
      .then(proxies)
      .then(expiry);
  }, pruneMilliseconds);
  const stop = async () => {
    clearInterval(timer);
    clearInterval(hourly);
    stopping.abort();
    await Promise.all([running, alerts.stop(), upkeep.stop(), proofs.stop()]);
    await rotating;
    await delivering;
    await closeReceivers();
    await flushAllWriteBehind();
  };
  return { stop };
}

/** Repeats work at an interval, never twice at a time. */
function repeat(work: () => Promise<unknown>, milliseconds: number): Background {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= loggingFailure(work).finally(() => {
      running = undefined;
    });
  }, milliseconds);
  const stop = async () => {
    clearInterval(timer);
    await running;
  };
  return { stop };
}

async function loggingFailure(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log().error({ error }, 'background work failed; it is tried again');
  }
}
