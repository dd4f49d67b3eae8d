'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { Field } from './ui/field';
import { NativeSelect } from './ui/native-select';

interface QuerySelectProps {
  label: string;
  /** The query parameter of this filter. */
  name: string;
  /** The label for no choice: "Everybody". */
  all: string;
  options: readonly { value: string; label: string }[];
  /** Query parameters to remove when the choice changes, such as the page's cursor. */
  clears?: readonly string[];
  className?: string;
}

/** A filter with many values whose state is in the URL, so that each choice is rendered by the server. */
export function QuerySelect({ label, name, all, options, clears = [], className }: QuerySelectProps) {
  const [pending, startTransition] = useTransition();
  const parsers = Object.fromEntries([...clears, name].map((key) => [key, parseAsString]));
  const [query, setQuery] = useQueryStates(parsers, { shallow: false, history: 'push', startTransition });
  const cleared = Object.fromEntries(clears.map((key) => [key, null]));
  return (
    <div aria-busy={pending} className={className}>
      <Field label={label}>
        <NativeSelect
          value={query[name] ?? ''}
          onChange={({ target }) => setQuery({ ...cleared, [name]: target.value || null })}
        >
          <option value="">{all}</option>
          {options.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </NativeSelect>
      </Field>
    </div>
  );
}
