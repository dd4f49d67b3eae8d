import Link from 'next/link';
import { TitledCard } from '#components/titled-card';
import { activityHref } from '../activity/query';
import type { Days } from './range-switch';
import { RefreshChart } from './refresh-chart';
import {
  failedShare,
  failedTitle,
  fillDays,
  type RefreshCounted,
  rowsByIntegration,
  sumOfAll,
  totalOf,
} from './refresh-days';

interface RefreshCardProps {
  days: Days;
  counts: readonly RefreshCounted[];
  /** Names of integrations by their id, with their key. */
  integrations: ReadonlyMap<string, { displayName: string; uniqueKey: string }>;
}

function ByIntegration({ counts, integrations }: Omit<RefreshCardProps, 'days'>) {
  const rows = rowsByIntegration(counts).flatMap(({ integrationId, ...sum }) => {
    const integration = integrations.get(integrationId);
    return integration && failedShare(sum) > 0 ? [{ ...integration, ...sum }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <section className="grid gap-2 border-border border-t pt-4">
      <h3 className="font-medium">Where refreshes failed</h3>
      <ul className="grid gap-1">
        {rows.slice(0, 5).map((row) => (
          <li key={row.uniqueKey} className="flex justify-between gap-3">
            <Link
              href={activityHref({ integration: row.uniqueKey, kind: 'refresh', outcome: 'failed' })}
              className="wrap-anywhere rounded-sm text-link underline-offset-4 hover:underline"
            >
              {row.displayName}
            </Link>
            <span className="whitespace-nowrap tabular-nums">
              {(row.failed + row.closed).toLocaleString('en')}{' '}
              <span className="text-muted-foreground">of {totalOf(row).toLocaleString('en')}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many refreshes failed, as a rate, by day and by integration. Not drawn while there was none. */
export function RefreshCard({ days, counts, integrations }: RefreshCardProps) {
  const sum = sumOfAll(counts);
  const total = (sum.refreshed + sum.failed + sum.closed).toLocaleString('en');
  return (
    <TitledCard
      title={failedTitle(sum)}
      description={`${total} in the last ${days} days (UTC). ${sum.failed.toLocaleString('en')} failed and are tried again, ${sum.closed.toLocaleString('en')} ended a grant.`}
      contentClassName="grid gap-4"
    >
      <RefreshChart days={fillDays(counts, days)} />
      <ByIntegration counts={counts} integrations={integrations} />
    </TitledCard>
  );
}
