'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Renders a page again at an interval in seconds while it is visible, for what is not told of live. */
export function PollRefresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    function refresh() {
      if (document.visibilityState === 'visible') router.refresh();
    }
    const timer = setInterval(refresh, seconds * 1000);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [router, seconds]);
  return null;
}
