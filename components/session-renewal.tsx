'use client';

import { useEffect } from 'react';

const everyMilliseconds = 30 * 60 * 1000;

async function renew() {
  if (document.visibilityState !== 'visible') return;
  // Offline or restarting: the session holds for hours, and the next turn renews it.
  await fetch('/api/auth/session', { cache: 'no-store' }).catch(() => undefined);
}

/** Keeps the session of someone at work alive: it ends twelve hours after the dashboard was last looked at. */
export function SessionRenewal() {
  useEffect(() => {
    void renew();
    const timer = setInterval(renew, everyMilliseconds);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, []);
  return null;
}
