'use client';

import { parseAsString, useQueryStates } from 'nuqs';

/**
 * Hidden fields that keep the other filters when a search is submitted, including choices the server has not rendered
 * yet.
 */
export function KeptQueryFields({ names }: { names: readonly string[] }) {
  const [query] = useQueryStates(Object.fromEntries(names.map((name) => [name, parseAsString])));
  return names.map((name) => {
    const value = query[name];
    return value ? <input key={name} type="hidden" name={name} value={value} /> : null;
  });
}
