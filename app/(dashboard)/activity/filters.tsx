import { QueryFilterChips } from '#components/query-filter-chips';
import { activityKinds, activityOutcomes } from '#lib/activity/schema';
import { IntegrationChips, ListSearch } from '../list-filters';
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
  return (
    <div className="mb-4 grid gap-3">
      <ListSearch
        action="/activity"
        name="connection"
        value={query.connection}
        keeps={['integration', 'kind', 'outcome', 'time']}
        label="Show one connection: name, e-mail or id"
        placeholder="Connection: name, e-mail or id"
      />
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <QueryFilterChips label="Kind" name="kind" options={kinds} clears={clears} />
        <QueryFilterChips label="Outcome" name="outcome" options={outcomes} clears={clears} />
        <QueryFilterChips label="Time" name="time" options={times} clears={clears} />
        <IntegrationChips integrations={integrations} clears={clears} />
      </div>
    </div>
  );
}
