import { type CloudId, cloudTitle, isSandbox } from '#lib/clouds';
import { db } from '#lib/db';
import { log } from '#lib/log';
import { type Barrier, findBarriers } from '#lib/microsoft/clouds';
import { listNoticeTimes, putNotice, renewNotices, withdrawNotices } from '#lib/notices/notices';
import { listClouds } from './store.ts';

/** This process cannot reach Microsoft, at least in one cloud that integrations use. */
export type Outage = {
  cloud: CloudId;
  title: string;
  /** One sentence for each host. */
  messages: string[];
  fix: string;
  since: Date;
};

type State = { outage: Outage | undefined; nextAt: number };

declare global {
  var latchkeyReach: Map<CloudId, State> | undefined;
}

function states(): Map<CloudId, State> {
  globalThis.latchkeyReach ??= new Map();
  return globalThis.latchkeyReach;
}

const againMilliseconds = { reached: 600_000, away: 30_000 };
const tickMilliseconds = 10_000;

const proxyFix =
  'Put the name and password that the forward proxy takes into HTTPS_PROXY (http://user:password@host:port, percent-encoded) and start Latchkey again.';
const fixes: Partial<Record<NonNullable<Barrier['kind']>, string>> = {
  'proxy-credentials': proxyFix,
  'proxy-refusal': 'Let the forward proxy of HTTPS_PROXY open tunnels to these hosts on port 443.',
  tls: 'A proxy that breaks TLS open needs its authority to be known here: start Latchkey with NODE_EXTRA_CA_CERTS set to its certificate.',
  impostor: 'Something in between answers in its place: a sign-in page of the network, or a proxy that refuses.',
};
const usualFix =
  'Let this server look up and call these hosts on port 443. Where only a forward proxy leads out, start Latchkey with HTTPS_PROXY set.';

function outageOf(cloud: CloudId, barriers: Barrier[], since: Date): Outage | undefined {
  const [first] = barriers;
  if (!first) return undefined;
  const fix = (first.kind && fixes[first.kind]) ?? usualFix;
  return { cloud, title: cloudTitle(cloud), messages: barriers.map(({ message }) => message), fix, since };
}

/** Without renewal for so long, no process is cut off any more. */
const staleMilliseconds = 180_000;
const noticeKey = (cloud: CloudId) => `microsoft_unreachable:${cloud}`;

/** Keeps the notice while this process cannot reach a cloud, and withdraws it when none says so any more. */
async function noteReach(cloud: CloudId, outage: Outage | undefined, wasAway: boolean): Promise<void> {
  const keyPrefix = noticeKey(cloud);
  await db().$transaction(async (tx) => {
    if (!outage) {
      const [known] = await listNoticeTimes(tx, { keyPrefix });
      const isStale = known && known.createdAt.getTime() < Date.now() - staleMilliseconds;
      if (known && (wasAway || isStale)) await withdrawNotices(tx, { keyPrefix });
      return;
    }
    if ((await renewNotices(tx, { keyPrefix })) > 0) return;
    const message = `This server cannot reach ${outage.title}: ${outage.messages.join(' ')}`;
    const notice = { kind: 'microsoft_unreachable', level: 'error', dedupeKey: keyPrefix } as const;
    await putNotice(tx, { ...notice, message, fix: outage.fix });
  });
}

async function check(cloud: CloudId): Promise<void> {
  const before = states().get(cloud)?.outage;
  const outage = outageOf(cloud, await findBarriers(cloud), before?.since ?? new Date());
  if (outage && !before) log().warn({ cloud, problems: outage.messages, fix: outage.fix }, 'Microsoft is out of reach');
  if (!outage && before) log().info({ cloud }, 'Microsoft is within reach again');
  states().set(cloud, { outage, nextAt: Date.now() + againMilliseconds[outage ? 'away' : 'reached'] });
  await noteReach(cloud, outage, before !== undefined);
}

/**
 * Checks whether Microsoft's hosts answer, for each cloud in use that is due: every ten minutes, or every half minute
 * while they do not answer. The sandbox is left out.
 */
export async function checkReach(now = Date.now()): Promise<void> {
  const used: CloudId[] = (await listClouds()).filter((cloud) => !isSandbox(cloud));
  for (const cloud of states().keys()) if (!used.includes(cloud)) states().delete(cloud);
  await Promise.all(used.filter((cloud) => (states().get(cloud)?.nextAt ?? 0) <= now).map(check));
}

/** The clouds that this process could not reach at the last check. */
export function listOutages(): Outage[] {
  return [...states().values()].flatMap(({ outage }) => outage ?? []);
}

/** Checks at once, and then periodically until the signal aborts. */
export function watchReach(signal: AbortSignal): void {
  let isAsking = false;
  const ask = async () => {
    if (isAsking || signal.aborted) return;
    isAsking = true;
    await checkReach().catch((error: unknown) => {
      if (!signal.aborted) log().warn({ error }, 'whether Microsoft is within reach could not be found out');
    });
    isAsking = false;
  };
  const timer = setInterval(ask, tickMilliseconds).unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  void ask();
}
