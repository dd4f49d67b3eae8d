import Form from 'next/form';
import { KeptQueryFields } from '#components/kept-query-fields';
import { QueryFilterChips } from '#components/query-filter-chips';
import { QuerySelect } from '#components/query-select';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { actorWords } from '../../connections/words';
import { type AuditQuery, spanWords } from './query';
import { actionText } from './words';

interface FiltersProps {
  query: AuditQuery;
  choices: { actors: readonly string[]; actions: readonly string[] };
}

const clears = ['before', 'event'];
const times = (['day', 'week', 'month'] as const).map((value) => ({ value, label: spanWords[value] }));

/** The choices of a filter. The current value is included even if only old rows have it. */
function options(values: readonly string[], chosen: string | undefined, words: (value: string) => string) {
  const all = chosen && !values.includes(chosen) ? [chosen, ...values] : values;
  return all.map((value) => ({ value, label: words(value) }));
}

function TypedFilters({ query }: { query: AuditQuery }) {
  return (
    <search>
      <Form
        action="/settings/audit"
        className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_9.5rem_9.5rem_auto]"
      >
        <KeptQueryFields names={['actor', 'action', 'time']} />
        <Field label="Search">
          <Input type="search" name="search" key={query.search} defaultValue={query.search} placeholder="Any text" />
        </Field>
        <Field label="About">
          <Input name="subject" key={query.subject} defaultValue={query.subject} placeholder="integration:files" />
        </Field>
        <Field label="From (UTC)">
          <Input type="date" name="from" key={query.from} defaultValue={query.from} />
        </Field>
        <Field label="To (UTC)">
          <Input type="date" name="to" key={query.to} defaultValue={query.to} />
        </Field>
        <Button type="submit" variant="outline">
          Search
        </Button>
      </Form>
    </search>
  );
}

/** Search and filters, which are all part of the URL. */
export function Filters({ query, choices }: FiltersProps) {
  return (
    <div className="mb-4 grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <QuerySelect
          label="Who"
          name="actor"
          all="Everybody"
          options={options(choices.actors, query.actor, actorWords)}
          clears={clears}
        />
        <QuerySelect
          label="What"
          name="action"
          all="Everything"
          options={options(choices.actions, query.action, actionText)}
          clears={clears}
        />
      </div>
      <TypedFilters query={query} />
      <QueryFilterChips label="Time" name="time" options={times} clears={[...clears, 'from', 'to']} />
    </div>
  );
}
