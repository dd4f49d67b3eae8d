'use client';

import { useEffect, useState } from 'react';

interface SearchHit {
  readonly href: string;
  readonly title: string;
  readonly detail?: string;
}

/** Finds connections by e-mail, name or id. A server action that checks who is calling. */
export type SearchConnections = (query: string) => Promise<readonly SearchHit[]>;

const PAUSE_MS = 200;
const LEAST = 2;

/** The results for the typed text, requested after a pause in typing. Late answers to earlier queries are dropped. */
export function useSearchHits(query: string, search: SearchConnections | undefined) {
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const found = search && query.length >= LEAST ? await search(query).catch(() => []) : [];
      if (!stale) setHits(found);
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query, search]);
  return hits;
}
