import { getRequest } from './load-order.ts';
import type { Place } from './place.ts';
import { interleave, type Medians } from './rounds.ts';

const milliseconds = 1_200;
const rounds = 5;

export type VendResult = { callers: number; what: string; latchkey: Medians; bare: Medians };

/** The parameters as `@nangohq/node` sends them. */
const asSdk = (integration: string) =>
  `provider_config_key=${integration}&force_refresh=false&refresh_token=false&refresh_github_app_jwt_token=false`;

function vendRequests({ seeded, host }: Place, ids: string[]): string[] {
  const headers = { authorization: `Bearer ${seeded.key}` };
  return ids.map((id) => getRequest(host, `/api/connections/${id}?${asSdk(seeded.integration)}`, headers));
}

/** A vend of a live token beside the bare server, at so many callers. */
export async function measureVends(
  place: Place,
  callers: number,
  which: 'connections' | 'withSharePoint',
): Promise<VendResult> {
  const { latchkey, bareVend, load, seeded } = place;
  const bareRequests = seeded.connections.map((id) => getRequest('localhost', `/${id}`));
  const contestants = [
    { name: 'bare', server: bareVend, order: { port: bareVend.port, callers, requests: bareRequests, milliseconds } },
    {
      name: 'latchkey',
      server: latchkey,
      order: { port: latchkey.port, callers, requests: vendRequests(place, seeded[which]), milliseconds },
    },
  ];
  const results = await interleave(load, contestants, rounds);
  const [bare, ours] = [results.get('bare'), results.get('latchkey')];
  if (!bare || !ours) throw new Error('A contestant was not measured.');
  return { callers, what: which === 'connections' ? 'vend' : 'vend with SharePoint token', latchkey: ours, bare };
}
