import { z } from 'zod';
import { deliverAlerts } from '../../lib/alerts/deliver.ts';
import { mailEndUsers } from '../../lib/alerts/end-users.ts';
import { watchAlerts } from '../../lib/alerts/watch.ts';
import { api } from '../../lib/api/app.ts';
import { type Background, startBackground } from '../../lib/boot/background.ts';
import { type OpenDatabase, openDatabase } from '../../lib/boot/database.ts';
import { createListener } from '../../lib/boot/listener.ts';
import type { StartProblem } from '../../lib/boot/problem.ts';
import { giveUp } from '../../lib/boot/shut-down.ts';
import { completeAttempt } from '../../lib/connections/connect/callback.ts';
import { freeAllLeases } from '../../lib/connections/tokens/lease.ts';
import { sweep } from '../../lib/connections/tokens/sweep.ts';
import { readSettings } from '../../lib/env.ts';
import { markOpened } from '../../lib/links/open-link.ts';
import { markStarted } from '../../lib/links/use-link.ts';
import { findSessionOperator } from '../../lib/operators/sessions.ts';

// A second process on the same database. It requests all paths at once, finishes a browser's sign-in, frees leases as
// the only process would, moves a link on, sweeps, or starts and stops like a whole server.
const order = z.union([
  z.object({ paths: z.array(z.string()), key: z.string() }),
  z.object({ start: z.enum(['alone', 'server']) }),
  z.object({ stop: z.literal('server') }),
  z.object({ run: z.literal('sweep') }),
  z.object({ callback: z.string(), browser: z.string() }),
  z.object({ alertsAt: z.string().transform((at) => new Date(at)) }),
  z.object({ link: z.string(), step: z.enum(['opened', 'started']) }),
  z.object({ session: z.object({ sessionId: z.string(), operatorId: z.string(), sessionVersion: z.number() }) }),
]);

async function vendOnce(path: string, key: string) {
  const response = await api.request(path, { headers: { authorization: `Bearer ${key}` } });
  return { status: response.status, text: await response.text() };
}

let running: { database: OpenDatabase; background: Background } | undefined;

/** Starts like a server, and returns the message if that fails. */
async function startServer(): Promise<{ status: number; text: string }> {
  try {
    const listener = createListener({ request: () => {}, upgrade: () => {} });
    const gaveUp = (problem: StartProblem) => void giveUp({ listener, ...running }, problem);
    const database = await openDatabase(readSettings(process.env), { gaveUp });
    running = { database, background: startBackground() };
    return { status: 200, text: '' };
  } catch (error) {
    return { status: 500, text: error instanceof Error ? error.message : String(error) };
  }
}

type Order = z.output<typeof order>;

/** Orders that have no answer but that they were carried out; false for every other. */
async function carryOut(wanted: Order): Promise<boolean> {
  if ('stop' in wanted) {
    await running?.background.stop();
    await running?.database.close();
  } else if ('start' in wanted && wanted.start === 'alone') await freeAllLeases();
  else if ('alertsAt' in wanted) await alert(wanted.alertsAt);
  else if ('run' in wanted) await sweep();
  else if ('link' in wanted) await moveLink(wanted);
  else if ('callback' in wanted) await completeAttempt(new URLSearchParams(wanted.callback), wanted.browser);
  else return false;
  return true;
}

async function alert(at: Date): Promise<void> {
  await watchAlerts(at);
  await deliverAlerts(at);
  await mailEndUsers(at);
}

function moveLink({ link, step }: { link: string; step: 'opened' | 'started' }): Promise<void> {
  return step === 'opened' ? markOpened(link) : markStarted(link);
}

async function answer(wanted: Order): Promise<{ status: number; text: string }[]> {
  if (await carryOut(wanted)) return [];
  if ('start' in wanted) return [await startServer()];
  if ('session' in wanted) return [{ status: (await findSessionOperator(wanted.session)) ? 200 : 401, text: '' }];
  if ('paths' in wanted) return Promise.all(wanted.paths.map((path) => vendOnce(path, wanted.key)));
  return [];
}

process.on('message', async (message) => {
  process.send?.(await answer(order.parse(message)));
});
process.send?.('ready');
