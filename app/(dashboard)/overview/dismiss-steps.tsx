'use client';

import { useRouter } from 'next/navigation';
import { firstStepsCookie } from '#components/frame/first-steps-cookie';
import { Button } from '#components/ui/button';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Puts the first steps away in this browser; the operator's menu brings them back. */
export function DismissSteps() {
  const router = useRouter();
  async function dismiss() {
    // Without https or loopback there is no cookieStore, and the steps go once a token was fetched.
    if ('cookieStore' in window)
      await window.cookieStore.set({
        name: firstStepsCookie,
        value: 'away',
        path: '/',
        expires: Date.now() + YEAR_MS,
        sameSite: 'lax',
      });
    router.replace('/');
    router.refresh();
  }
  return (
    <Button variant="ghost" size="sm" className="w-fit noscript:hidden" onClick={dismiss}>
      Hide these steps
    </Button>
  );
}
