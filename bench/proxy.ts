import { getRequest } from './load-order.ts';
import type { Place } from './place.ts';
import { type Contestant, interleave, type Medians, runLoad, usageOf } from './rounds.ts';

export type ProxyResult = { latchkey: Medians; bare: Medians; grownMegabytes: number };

type Wanted = Pick<Contestant['order'], 'callers' | 'milliseconds' | 'times'> & { path: string; rounds: number };

async function besidePipe({ latchkey, barePipe, load, seeded, host }: Place, wanted: Wanted): Promise<ProxyResult> {
  const { path, rounds, ...order } = wanted;
  const [connection = ''] = seeded.connections;
  const headers = {
    authorization: `Bearer ${seeded.key}`,
    'provider-config-key': seeded.integration,
    'connection-id': connection,
  };
  const ours = [getRequest(host, `/api/proxy/v1.0/${path}`, headers)];
  const theirs = [getRequest('localhost', `/graph/v1.0/${path}`)];
  await runLoad(load, { ...order, milliseconds: 500, port: latchkey.port, requests: ours });
  const before = await usageOf(latchkey);
  const results = await interleave(
    load,
    [
      { name: 'bare', server: barePipe, order: { ...order, port: barePipe.port, requests: theirs } },
      { name: 'latchkey', server: latchkey, order: { ...order, port: latchkey.port, requests: ours } },
    ],
    rounds,
  );
  const after = await usageOf(latchkey);
  const [bare, proxied] = [results.get('bare'), results.get('latchkey')];
  if (!bare || !proxied) throw new Error('A contestant was not measured.');
  return { latchkey: proxied, bare, grownMegabytes: (after.rss - before.rss) / 1_048_576 };
}

/** Small answers through the proxy beside a bare pipe to the same upstream. */
export function measureSmallProxy(place: Place): Promise<ProxyResult> {
  return besidePipe(place, { path: 'kilobyte', callers: 16, milliseconds: 1_200, rounds: 5 });
}

/** Answers of 100 MB, one at a time. */
export function measureLargeProxy(place: Place): Promise<ProxyResult> {
  const path = `large?bytes=${100 * 1_048_576}`;
  return besidePipe(place, { path, callers: 1, milliseconds: 0, times: 2, rounds: 5 });
}
