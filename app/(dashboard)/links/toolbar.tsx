import { QueryFilterChips } from '#components/query-filter-chips';
import type { LinkState } from '#lib/links/schema';
import { IntegrationChips, ListSearch } from '../list-filters';
import type { LinksQuery } from './paths';
import { STATE_OPTIONS } from './words';

interface ToolbarProps {
  query: LinksQuery;
  integrations: readonly { uniqueKey: string; displayName: string }[];
  counts: Record<LinkState, number>;
}

const clears = ['before', 'link'];

/** Search and filters, which are all part of the URL. */
export function Toolbar({ query, integrations, counts }: ToolbarProps) {
  const states = STATE_OPTIONS.map((option) => ({ ...option, count: counts[option.value] }));
  return (
    <div className="mb-4 grid gap-3">
      <ListSearch
        action="/links"
        name="search"
        value={query.search}
        keeps={['status', 'integration']}
        label="Search by end user or account"
        placeholder="End user or account"
      />
      <QueryFilterChips label="Status" name="status" options={states} clears={clears} />
      <IntegrationChips integrations={integrations} clears={clears} />
    </div>
  );
}
