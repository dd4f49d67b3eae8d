import { getRequest } from './load-order.ts';
import type { Place } from './place.ts';
import { interleave, type Medians } from './rounds.ts';

/** How long the token endpoint takes for an answer. */
export const answerMilliseconds = 50;
const milliseconds = 2_500;
const rounds = 3;

export type RefreshResult = { callers: number; what: string; latchkey: Medians; bare: Medians };

/** Forced refreshes of distinct connections beside the bare program, at so many callers. */
export async function measureRefreshes(
  { latchkey, bareRefresh, upstream, load, seeded, host }: Place,
  callers: number,
  which: 'connections' | 'withSharePoint',
): Promise<RefreshResult> {
  const headers = { authorization: `Bearer ${seeded.key}` };
  const query = `provider_config_key=${seeded.integration}&force_refresh=true`;
  const requests = seeded[which].map((id) => getRequest(host, `/api/connections/${id}?${query}`, headers));
  const bareRequests = seeded.connections.map((id) => getRequest('localhost', `/${id}`));
  const order = { callers, milliseconds };
  await upstream.ask({ delay: answerMilliseconds });
  const results = await interleave(
    load,
    [
      { name: 'bare', server: bareRefresh, order: { ...order, port: bareRefresh.port, requests: bareRequests } },
      { name: 'latchkey', server: latchkey, order: { ...order, port: latchkey.port, requests } },
    ],
    rounds,
  );
  await upstream.ask({ delay: 0 });
  const [bare, ours] = [results.get('bare'), results.get('latchkey')];
  if (!bare || !ours) throw new Error('A contestant was not measured.');
  return {
    callers,
    what: which === 'connections' ? 'refresh' : 'refresh with SharePoint token',
    latchkey: ours,
    bare,
  };
}
