'use client';

import { useEffect } from 'react';

/** Long enough to read that it worked. */
const readMilliseconds = 1_000;

/** Closes the window if a page opened it. Browsers ignore it in any other window. */
export function CloseWindow() {
  useEffect(() => {
    const timer = setTimeout(() => window.close(), readMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  return null;
}
