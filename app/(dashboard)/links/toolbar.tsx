import { KeptQueryFields } from '#components/kept-query-fields';
import { QueryFilterChips } from '#components/query-filter-chips';
import { Button } from '#components/ui/button';
import { Input } from '#components/ui/input';
import type { LinksQuery } from './paths';
import { STATE_OPTIONS } from './words';

interface ToolbarProps {
  query: LinksQuery;
  integrations: readonly { uniqueKey: string; displayName: string }[];
}

/** Search and filters; all of them are part of the address. */
export function Toolbar({ query, integrations }: ToolbarProps) {
  const { search } = query;
  const clears = ['before', 'link'];
  return (
    <div className="mb-4 grid gap-3">
      <search>
        <form action="/links" className="flex max-w-md gap-2">
          <KeptQueryFields names={['status', 'integration']} />
          <Input
            type="search"
            name="search"
            key={search}
            defaultValue={search}
            aria-label="Search by end user or account"
            placeholder="End user or account"
          />
          <Button type="submit" variant="outline">
            Search
          </Button>
        </form>
      </search>
      <QueryFilterChips label="Status" name="status" options={STATE_OPTIONS} clears={clears} />
      {integrations.length > 1 ? (
        <QueryFilterChips
          label="Integration"
          name="integration"
          options={integrations.map(({ uniqueKey, displayName }) => ({ value: uniqueKey, label: displayName }))}
          clears={clears}
        />
      ) : null}
    </div>
  );
}
