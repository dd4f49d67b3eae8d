'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Renders the page's server components again at an interval in seconds while the page is visible. */
export function LiveRefresh({ seconds }: { seconds: number }) {
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
