'use client';

import { useEffect, useRef, useState } from 'react';
import type { NewState } from '../form-state';
import type { IntegrationValues } from '../form-values';
import { type Draft, forgetDraft, keepDraft, readDraft } from './draft';

interface DraftOptions {
  initial: IntegrationValues;
  current: Draft;
  /** The server's last answer: a refused attempt is a draft again. */
  answer: NewState;
  onRestore: (draft: Draft) => void;
}

/** Keeps the wizard's fields, without the secret, in the tab's session storage, and restores them when it opens. */
export function useDraft({ initial, current, answer, onRestore }: DraftOptions) {
  const [isRestored, setIsRestored] = useState(false);
  const isRead = useRef(false);
  const start = useRef(JSON.stringify({ values: initial, hasOther: false }));
  const now = JSON.stringify(current);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is kept, and so is what an answer refused
  useEffect(() => {
    if (isRead.current && now !== start.current) keepDraft(current);
  }, [now, answer]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, after the page that the server rendered
  useEffect(() => {
    isRead.current = true;
    const kept = readDraft();
    if (!kept) return;
    onRestore(kept);
    setIsRestored(true);
  }, []);

  function forget() {
    forgetDraft();
    setIsRestored(false);
  }
  return { isRestored, forget };
}
