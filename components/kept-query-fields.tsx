'use client';

import { parseAsString, useQueryStates } from 'nuqs';

/** Carries other filters through a search form; a choice made just now counts before the server has rendered it. */
export function KeptQueryFields({ names }: { names: readonly string[] }) {
  const [query] = useQueryStates(Object.fromEntries(names.map((name) => [name, parseAsString])));
  return names.map((name) => {
    const value = query[name];
    return value ? <input key={name} type="hidden" name={name} value={value} /> : null;
  });
}
