'use client';

import { useEffect } from 'react';
import { forgetDraft } from './draft';

/** Forgets the wizard's draft once the integration exists, and not before: the answer may be a sign-in page. */
export function ForgetDraft() {
  useEffect(forgetDraft, []);
  return null;
}
