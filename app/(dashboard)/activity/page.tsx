import { Activity } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyState } from '#components/empty-state';
import { LiveRefresh } from '#components/live-refresh';
import { PageHeader } from '#components/page-header';
import { findActivity, listActivity, listVends, readRetentionDays } from '#lib/activity/activity';
import type { ActivityRow } from '#lib/activity/schema';
import { requireOperator } from '#lib/auth/session';
import { listConnections } from '#lib/connections/connections';
import { isGuid } from '#lib/guid';
import { listIntegrations } from '#lib/integrations/integrations';
import type { IntegrationRow } from '#lib/integrations/schema';
import { UrlSheet } from '../links/url-sheet';
import { NothingFits } from '../list-filters';
import { ListPages } from '../list-pages';
import { ActivityDetail } from './activity-detail';
import { ActivityTable } from './activity-table';
import { Filters } from './filters';
import {
  type ActivityQuery,
  activityHref,
  filterOf,
  isFiltered,
  pageSize,
  readQuery,
  type SearchParams,
} from './query';
import { VendStrip } from './vend-strip';

export const metadata: Metadata = { title: 'Activity' };

const shownMinutes = 60;
/** The maximum number of connections that one search may match. */
const mostConnections = 200;

async function connectionIdsOf(search: string | undefined): Promise<string[] | undefined> {
  if (!search) return undefined;
  const found = await listConnections({ search }, { limit: mostConnections });
  // The dashboard's own links name a connection by its row id, which works even after it was deleted.
  return [...(isGuid(search) ? [search] : []), ...found.map(({ id }) => id)];
}

type Page = { rows: ActivityRow[]; next: ActivityQuery['before'] };

async function readPage(query: ActivityQuery, integrations: readonly IntegrationRow[]): Promise<Page> {
  const integrationId = integrations.find(({ uniqueKey }) => uniqueKey === query.integration)?.id;
  if (query.integration && !integrationId) return { rows: [], next: undefined };
  const filter = filterOf(query, { connectionIds: await connectionIdsOf(query.connection), integrationId });
  const rows = await listActivity(filter, { limit: pageSize + 1, before: query.before });
  const shown = rows.slice(0, pageSize);
  return { rows: shown, next: rows.length > pageSize ? shown.at(-1) : undefined };
}

function Nothing({ query }: { query: ActivityQuery }) {
  if (!isFiltered(query) && !query.before)
    return (
      <EmptyState
        icon={Activity}
        title="Nothing has happened yet"
        description="Proxy calls, refreshes and the steps of connect links appear here as they happen."
      />
    );
  return (
    <NothingFits
      title="Nothing matches"
      description="Older activity may have been deleted; the settings say how long it is kept."
      href="/activity"
    />
  );
}

async function Panel({ query }: { query: ActivityQuery }) {
  const row = query.event ? await findActivity(query.event) : undefined;
  if (!row) return null;
  return (
    <UrlSheet key={row.id} title={row.summary} closeHref={activityHref({ ...query, event: undefined })}>
      <ActivityDetail row={row} />
    </UrlSheet>
  );
}

export default async function ActivityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator('viewer');
  const query = readQuery(await searchParams);
  const [integrations, days] = await Promise.all([listIntegrations(), readRetentionDays()]);
  const integrationId = integrations.find(({ uniqueKey }) => uniqueKey === query.integration)?.id;
  const [{ rows, next }, counted] = await Promise.all([
    readPage(query, integrations),
    listVends({ integrationId, minutes: shownMinutes }),
  ]);
  return (
    <>
      <PageHeader
        title="Activity"
        description={
          <>
            Proxy calls, refreshes and the steps of links, kept for{' '}
            <Link href="/settings/activity" className="rounded-sm text-link underline underline-offset-4">
              {days === 1 ? '1 day' : `${days} days`}
            </Link>
            .
          </>
        }
      />
      <VendStrip counted={counted} minutes={shownMinutes} />
      <Filters query={query} integrations={integrations} />
      {rows.length > 0 ? <ActivityTable rows={rows} query={query} /> : <Nothing query={query} />}
      <ListPages
        what="activity"
        newest={query.before && activityHref({ ...query, before: undefined })}
        older={next && activityHref({ ...query, before: next, event: undefined })}
      />
      <Panel query={query} />
      {query.before ? null : <LiveRefresh topics={['activity']} />}
    </>
  );
}
