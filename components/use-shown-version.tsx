'use client';

import { useState } from 'react';

type Answer = { version?: string | undefined };

/**
 * The version that a form sends along, so that its action notices what was changed meanwhile. It is that of the values
 * the form was filled with, even when the page behind it shows newer ones, until an answer names another.
 */
export function useShownVersion(version: string, answer: Answer): string {
  const [shown, setShown] = useState({ version, answer });
  if (shown.answer !== answer) setShown({ version: answer.version ?? shown.version, answer });
  return shown.version;
}
