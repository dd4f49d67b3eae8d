'use client';

import { useEffect, useState } from 'react';
import { z } from 'zod';

const hits = z.array(z.object({ href: z.string(), title: z.string(), detail: z.string() }));
const answerSchema = z.object({ connections: hits, links: hits, integrations: hits, codes: hits });

/** What `GET /api/dashboard/search` found, by kind; in each kind the best first. */
export type SearchAnswer = z.infer<typeof answerSchema>;

const PAUSE_MS = 120;
const LEAST = 2;
const nothing: SearchAnswer = { connections: [], links: [], integrations: [], codes: [] };

async function ask(query: string, signal: AbortSignal): Promise<SearchAnswer> {
  try {
    const response = await fetch(`/api/dashboard/search?${new URLSearchParams({ q: query })}`, { signal });
    return answerSchema.parse(await response.json());
  } catch {
    // Given up for a newer query, signed out, or no answer: there are only the entries that need no server.
    return nothing;
  }
}

/**
 * The results for exactly this text, requested after a pause in typing. Answers to earlier texts are never shown. This
 * is a request of its own and not a server action, because the browser sends server actions one after the other.
 */
export function useSearchHits(query: string): SearchAnswer {
  const [found, setFound] = useState({ query: '', answer: nothing });
  useEffect(() => {
    if (query.length < LEAST) return;
    const given = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await ask(query, given.signal);
      if (!given.signal.aborted) setFound({ query, answer });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [query]);
  return found.query === query ? found.answer : nothing;
}
