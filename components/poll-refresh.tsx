'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { mayRefresh } from './unsent';

/** Renders a page again at an interval in seconds while it is visible, for what is not told of live. */
export function PollRefresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    async function refresh() {
      if (document.visibilityState === 'visible' && (await mayRefresh())) router.refresh();
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
