import { TitledCard } from '#components/titled-card';
import { listRefreshCounts } from '#lib/connections/connections';
import type { Days } from './range-switch';
import { RefreshChart } from './refresh-chart';
import { fillDays, totalOf } from './refresh-days';

/** Refreshes of recent days, by result. */
export async function RefreshCard({ days }: { days: Days }) {
  const filled = fillDays(await listRefreshCounts(days), days);
  const isEmpty = filled.every((day) => totalOf(day) === 0);
  return (
    <TitledCard title="Token refreshes" description="Per day (UTC), by what Microsoft answered.">
      {isEmpty ? (
        <p className="text-muted-foreground">
          No token was refreshed in these days. It happens by itself while somebody uses a connection, and weekly
          otherwise.
        </p>
      ) : (
        <RefreshChart days={filled} />
      )}
    </TitledCard>
  );
}
