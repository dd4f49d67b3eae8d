import { isTrustedProxy } from '#lib/client-address';
import { db } from '#lib/db';
import { log } from '#lib/log';
import { listNoticeTimes, putNotice, renewNotices, withdrawNotices } from '#lib/notices/notices';

const keyPrefix = 'untrusted_proxy:';
/** How often at most a process writes that it still happens, and after how long without it is over. */
const renewMilliseconds = 3_600_000;
const overMilliseconds = 24 * 3_600_000;

function noticeOf(address: string) {
  return {
    kind: 'untrusted_proxy',
    level: 'warning',
    dedupeKey: `${keyPrefix}${address}`,
    message: `Requests arrive through ${address}, which TRUSTED_PROXIES does not name. Everybody behind it counts as one address, so one person's wrong passwords can lock all others out.`,
    fix: `If ${address} is your proxy: set TRUSTED_PROXIES=${address}, let it send X-Forwarded-For, and restart Latchkey. If you have none there, somebody made the header up; it was not believed.`,
  } as const;
}

/** One notice at a time, whatever the addresses: who makes up headers may have many. */
async function tell(address: string): Promise<void> {
  await db().$transaction(async (tx) => {
    if ((await renewNotices(tx, { keyPrefix })) === 0) await putNotice(tx, noticeOf(address));
  });
}

/**
 * Returns what is to be called with the neighbour's address for each request that carries forwarding headers of a
 * neighbour that is no trusted proxy. It costs nothing: one log line per process, and one notice, renewed hourly.
 */
export function watchUntrustedProxies(): (address: string) => void {
  let isLogged = false;
  let nextTime = 0;
  return (address) => {
    if (!isLogged)
      log().warn({ address }, 'Forwarding headers come from an address that TRUSTED_PROXIES does not name; ignored');
    isLogged = true;
    if (Date.now() < nextTime) return;
    nextTime = Date.now() + renewMilliseconds;
    tell(address).catch((error: unknown) => log().error({ error }, 'a notice about a proxy could not be written'));
  };
}

/** Takes the notices back whose proxy is trusted by now, or has sent nothing for a day. */
export async function reviewUntrustedProxies(trustedProxies: string[]): Promise<void> {
  await db().$transaction(async (tx) => {
    const told = await listNoticeTimes(tx, { keyPrefix });
    const holding = told.filter(
      ({ dedupeKey, createdAt }) =>
        !isTrustedProxy(dedupeKey.slice(keyPrefix.length), trustedProxies) &&
        createdAt.getTime() > Date.now() - overMilliseconds,
    );
    await withdrawNotices(tx, { keyPrefix, except: holding.map(({ dedupeKey }) => dedupeKey) });
  });
}
