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

type Shown<Value> = { version: string; value: Value };

/**
 * What a form is filled with, and its version. When the page behind it shows a newer value, because somebody else saved
 * one, the form keeps the value it has, and with it what is typed into its fields.
 */
export function useShown<Value>(stored: Shown<Value>, answer: Answer): Shown<Value> {
  const version = useShownVersion(stored.version, answer);
  const [filled, fill] = useState(stored);
  if (filled.version !== version && stored.version === version) fill(stored);
  return { version, value: filled.value };
}
