'use client';

import { useEffect, useOptimistic } from 'react';
import { followWaits } from '#components/waits';

/**
 * A thin line along the top, from the click that asks for a page until that page is shown. It stands still where motion
 * is not wanted.
 */
export function ProgressLine() {
  const [isWaiting, setWaiting] = useOptimistic(false);
  useEffect(() => followWaits(() => setWaiting(true)), [setWaiting]);
  if (!isWaiting) return null;
  return (
    <div
      role="progressbar"
      aria-label="Loading"
      className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden bg-info-soft"
    >
      <div className="h-full w-full animate-progress bg-primary motion-reduce:animate-none" />
    </div>
  );
}
