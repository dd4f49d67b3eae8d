'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { type Change, followChanges, type Topic } from './live-changes';

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

let waiting: ReturnType<typeof setTimeout> | undefined;
let lastAt = Number.NEGATIVE_INFINITY;

/** Several parts of a page that want it rendered again at about the same time get it once. */
function refreshSoon(refresh: () => void) {
  const pause = Math.max(soonMilliseconds, lastAt + pauseMilliseconds - performance.now());
  if (waiting) return;
  waiting = setTimeout(() => {
    waiting = undefined;
    lastAt = performance.now();
    if (document.visibilityState === 'visible') refresh();
  }, pause);
}

/**
 * Renders the page's server components again when something changes that they show. What is typed, focused and open
 * stays.
 */
export function LiveRefresh({ topics, ids, after }: LiveRefreshProps) {
  const router = useRouter();
  const [wanted, only] = [topics.join(' '), ids?.join(' ')];
  useEffect(() => {
    const shows = (change: Change) =>
      !change ||
      (wanted.split(' ').includes(change.topic) &&
        (only === undefined || change.ids.some((id) => only.split(' ').includes(id))));
    return followChanges((change) => {
      if (shows(change)) refreshSoon(() => router.refresh());
    }, after);
  }, [router, wanted, only, after]);
  return null;
}
