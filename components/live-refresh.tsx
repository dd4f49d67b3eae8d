'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useTransition } from 'react';
import { type Change, followChanges, type Topic } from './live-changes';
import { mayRefresh } from './unsent';

interface LiveRefreshProps {
  /** What the page shows. */
  topics: readonly Topic[];
  /** Only changes that are about one of these. */
  ids?: readonly string[];
  /** The last event that the page was rendered with. */
  after?: string;
}

const soonMilliseconds = 100;
/** Many changes at once render the page this often. */
const pauseMilliseconds = 1_500;
/** A page that takes long to render is rendered less often: at most a tenth of the time goes into it. */
const pausesPerRender = 10;

let waiting: ReturnType<typeof setTimeout> | undefined;
let restUntil = Number.NEGATIVE_INFINITY;

/** Several parts of a page that want it rendered again at about the same time get it once. */
function refreshSoon(refresh: () => void) {
  if (waiting) return;
  waiting = setTimeout(
    async () => {
      waiting = undefined;
      if (document.visibilityState === 'visible' && (await mayRefresh())) refresh();
    },
    Math.max(soonMilliseconds, restUntil - performance.now()),
  );
}

/** Renders the page again, and notes how long that took. */
function useTimedRefresh(): () => void {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const startedAt = useRef<number>(undefined);
  useEffect(() => {
    if (isPending || startedAt.current === undefined) return;
    const now = performance.now();
    restUntil = now + Math.max(pauseMilliseconds, (now - startedAt.current) * pausesPerRender);
    startedAt.current = undefined;
  }, [isPending]);
  return useCallback(() => {
    startedAt.current = performance.now();
    restUntil = startedAt.current + pauseMilliseconds;
    startTransition(() => router.refresh());
  }, [router]);
}

/**
 * Renders the page's server components again when something changes that they show. What is typed, focused and open
 * stays.
 */
export function LiveRefresh({ topics, ids, after }: LiveRefreshProps) {
  const refresh = useTimedRefresh();
  const [wanted, only] = [topics.join(' '), ids?.join(' ')];
  useEffect(() => {
    const shows = (change: Change) =>
      !change ||
      (wanted.split(' ').includes(change.topic) &&
        (only === undefined || change.ids.some((id) => only.split(' ').includes(id))));
    return followChanges((change) => {
      if (shows(change)) refreshSoon(refresh);
    }, after);
  }, [refresh, wanted, only, after]);
  return null;
}
