import { listRefreshCounts } from '#lib/connections/connections';
import { listStateDays } from '#lib/connections/state-days';
import type { IntegrationRow } from '#lib/integrations/schema';
import { readFunnel } from '#lib/links/funnel';
import { FunnelCard } from './funnel-card';
import { type Days, RangeSwitch } from './range-switch';
import { RefreshCard } from './refresh-card';
import { StateCard } from './state-card';

/** Where states are shown, a month: what breaks does so slowly. */
const stateDays = 30;

/** One question each; what has nothing to show is not drawn. */
export async function Charts({ days, integrations }: { days: Days; integrations: readonly IntegrationRow[] }) {
  const [funnel, refreshes, states] = await Promise.all([
    readFunnel(days),
    listRefreshCounts(days),
    listStateDays(stateDays),
  ]);
  if (funnel.created === 0 && refreshes.length === 0 && states.length === 0 && days === 7) return null;
  return (
    <>
      <StateCard days={states} />
      <RangeSwitch days={days} />
      <div className="grid gap-6 lg:grid-cols-2">
        {refreshes.length > 0 ? (
          <RefreshCard
            days={days}
            counts={refreshes}
            integrations={new Map(integrations.map((one) => [one.id, one]))}
          />
        ) : null}
        {funnel.created > 0 ? <FunnelCard days={days} funnel={funnel} /> : null}
      </div>
    </>
  );
}
