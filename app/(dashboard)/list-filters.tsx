import { SearchX } from 'lucide-react';
import Form from 'next/form';
import { EmptyState } from '#components/empty-state';
import { KeptQueryFields } from '#components/kept-query-fields';
import { QueryFilterChips } from '#components/query-filter-chips';
import { Button } from '#components/ui/button';
import { ButtonLink } from '#components/ui/button-link';
import { Input } from '#components/ui/input';

interface ListSearchProps {
  /** The URL of the list. */
  action: string;
  /** The query parameter of the search. */
  name: string;
  value: string | undefined;
  /** The query parameters of the list's other filters, which are kept. */
  keeps: readonly string[];
  label: string;
  placeholder: string;
}

/** The search of a list, with a button. */
export function ListSearch({ action, name, value, keeps, label, placeholder }: ListSearchProps) {
  return (
    <search>
      <Form action={action} className="flex max-w-md gap-2">
        <KeptQueryFields names={keeps} />
        <Input
          type="search"
          name={name}
          key={value}
          defaultValue={value}
          aria-label={label}
          placeholder={placeholder}
        />
        <Button type="submit" variant="outline">
          Search
        </Button>
      </Form>
    </search>
  );
}

interface IntegrationChipsProps {
  integrations: readonly { uniqueKey: string; displayName: string }[];
  clears: readonly string[];
}

/** Filters a list by integration. Shows nothing if there is only one. */
export function IntegrationChips({ integrations, clears }: IntegrationChipsProps) {
  if (integrations.length < 2) return null;
  const options = integrations.map(({ uniqueKey, displayName }) => ({ value: uniqueKey, label: displayName }));
  return <QueryFilterChips label="Integration" name="integration" options={options} clears={clears} />;
}

/** Shown where the search and filters of a list leave nothing. `href` is the URL of the whole list. */
export function NothingFits({ title, description, href }: { title: string; description: string; href: string }) {
  return (
    <EmptyState
      icon={SearchX}
      title={title}
      description={description}
      actions={
        <ButtonLink href={href} variant="outline">
          Clear search and filters
        </ButtonLink>
      }
    />
  );
}
