'use client';

import { useEffect } from 'react';

const everyMilliseconds = 30 * 60 * 1000;

async function renew() {
  if (document.visibilityState !== 'visible') return;
  // If the browser is offline or the server restarts, this fails. The session lasts for hours, and the next attempt
  // renews it.
  await fetch('/api/auth/session', { cache: 'no-store' }).catch(() => undefined);
}

/** Keeps the session alive while the dashboard is visible. It ends twelve hours after that. */
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
