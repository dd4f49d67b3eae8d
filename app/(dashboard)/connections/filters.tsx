import { QueryFilterChips } from '#components/query-filter-chips';
import type { countFound } from '#lib/connections/connections';
import { type ConnectionRow, connectionStatuses } from '#lib/connections/schema';
import type { IntegrationRow } from '#lib/integrations/schema';
import { statusWords } from './lines';
import { type ConnectionsQuery, filtersText, pageParts } from './query';
import { SearchBox } from './search-box';
import { ViewMenu } from './view-menu';

interface FiltersProps {
  query: ConnectionsQuery;
  counts: Record<ConnectionRow['status'], number>;
  integrations: readonly Pick<IntegrationRow, 'uniqueKey' | 'displayName' | 'connections'>[];
  /** What the search leaves, where there is one. */
  found: Awaited<ReturnType<typeof countFound>> | undefined;
}

/** Search and filters; each is a part of the URL. */
export function Filters({ query, counts, integrations, found }: FiltersProps) {
  const states = connectionStatuses.map((status) => ({
    value: status,
    label: statusWords[status],
    count: (found?.states ?? counts)[status],
  }));
  const ofIntegrations = integrations.map(({ uniqueKey, displayName, connections }) => ({
    value: uniqueKey,
    label: displayName,
    count: found ? (found.integrations.get(uniqueKey) ?? 0) : connections.total,
  }));
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-3">
      <SearchBox search={query.search ?? ''} />
      <QueryFilterChips label="Status" name="status" options={states} clears={pageParts} />
      <QueryFilterChips
        label="Permissions"
        name="lacking"
        options={[{ value: 'permissions', label: 'Missing some' }]}
        clears={pageParts}
      />
      {ofIntegrations.length > 1 ? (
        <QueryFilterChips label="Integration" name="integration" options={ofIntegrations} clears={pageParts} />
      ) : null}
      <ViewMenu filters={filtersText(query)} />
    </div>
  );
}
