import { KeptQueryFields } from '#components/kept-query-fields';
import { QueryFilterChips } from '#components/query-filter-chips';
import { Button } from '#components/ui/button';
import { Input } from '#components/ui/input';
import { activityKinds, activityOutcomes } from '#lib/activity/schema';
import { type ActivityQuery, kindWords, outcomeWords, spanWords } from './query';

interface FiltersProps {
  query: ActivityQuery;
  integrations: readonly { uniqueKey: string; displayName: string }[];
}

const clears = ['before', 'event'];
const kinds = activityKinds.map((value) => ({ value, label: kindWords[value] }));
const outcomes = activityOutcomes.map((value) => ({ value, label: outcomeWords[value] }));
const times = (['hour', 'day', 'week'] as const).map((value) => ({ value, label: spanWords[value] }));

/** Search and filters; all of them are part of the address. */
export function Filters({ query, integrations }: FiltersProps) {
  const { connection } = query;
  return (
    <div className="mb-4 grid gap-3">
      <search>
        <form action="/activity" className="flex max-w-md gap-2">
          <KeptQueryFields names={['integration', 'kind', 'outcome', 'time']} />
          <Input
            type="search"
            name="connection"
            key={connection}
            defaultValue={connection}
            aria-label="Show one connection: name, e-mail or id"
            placeholder="Connection: name, e-mail or id"
          />
          <Button type="submit" variant="outline">
            Search
          </Button>
        </form>
      </search>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <QueryFilterChips label="Kind" name="kind" options={kinds} clears={clears} />
        <QueryFilterChips label="Outcome" name="outcome" options={outcomes} clears={clears} />
        <QueryFilterChips label="Time" name="time" options={times} clears={clears} />
        {integrations.length > 1 ? (
          <QueryFilterChips
            label="Integration"
            name="integration"
            options={integrations.map(({ uniqueKey, displayName }) => ({ value: uniqueKey, label: displayName }))}
            clears={clears}
          />
        ) : null}
      </div>
    </div>
  );
}
