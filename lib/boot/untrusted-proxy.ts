import { isInNetworks } from '#lib/client-address';
import { db } from '#lib/db';
import { log } from '#lib/log';
import { listNoticeTimes, putNotice, renewNotices, withdrawNotices } from '#lib/notices/notices';

const keyPrefix = 'untrusted_proxy:';
/**
 * Each process updates the notice once an hour at most. It is withdrawn after a day without such requests.
 */
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

/** Only one notice exists at a time: somebody who forges headers may use many addresses. */
async function keepNotice(address: string): Promise<void> {
  await db().$transaction(async (tx) => {
    if ((await renewNotices(tx, { keyPrefix })) === 0) await putNotice(tx, noticeOf(address));
  });
}

/**
 * Returns a function to call with the neighbour's address for each request whose forwarding headers do not come from a
 * trusted proxy. It does little work per request: one log line per process, and one notice that is renewed hourly.
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
    keepNotice(address).catch((error: unknown) =>
      log().error({ error }, 'a notice about a proxy could not be written'),
    );
  };
}

/** Withdraws notices about proxies that are trusted by now or have sent nothing for a day. */
export async function reviewUntrustedProxies(trustedProxies: string[]): Promise<void> {
  await db().$transaction(async (tx) => {
    const told = await listNoticeTimes(tx, { keyPrefix });
    const holding = told.filter(
      ({ dedupeKey, createdAt }) =>
        !isInNetworks(dedupeKey.slice(keyPrefix.length), trustedProxies) &&
        createdAt.getTime() > Date.now() - overMilliseconds,
    );
    await withdrawNotices(tx, { keyPrefix, except: holding.map(({ dedupeKey }) => dedupeKey) });
  });
}
