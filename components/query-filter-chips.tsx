'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { FilterChips, type FilterOption } from './filter-chips';

interface QueryFilterChipsProps {
  label: string;
  /** The query parameter of this filter. */
  name: string;
  options: readonly FilterOption[];
  /** Query parameters to remove when the filter changes, such as the page's cursor. */
  clears?: readonly string[];
  className?: string;
}

/** Filter chips whose state is in the URL, so that each choice is rendered by the server. */
export function QueryFilterChips({ label, name, options, clears = [], className }: QueryFilterChipsProps) {
  const [pending, startTransition] = useTransition();
  const choice = parseAsStringLiteral(options.map((option) => option.value));
  const others = Object.fromEntries(clears.map((key) => [key, parseAsString]));
  const [query, setQuery] = useQueryStates(
    { ...others, [name]: choice },
    { shallow: false, history: 'push', startTransition },
  );
  const cleared = Object.fromEntries(clears.map((key) => [key, null]));
  return (
    <div aria-busy={pending} className={className}>
      <FilterChips
        label={label}
        options={options}
        value={query[name] ?? null}
        onValueChange={(value) => setQuery({ ...cleared, [name]: value })}
      />
    </div>
  );
}
