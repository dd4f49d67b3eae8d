'use client';

import { signOut } from 'next-auth/react';

/** Ends the session and shows the sign-in page. */
export function signOutHere() {
  return signOut({ callbackUrl: '/sign-in' });
}
