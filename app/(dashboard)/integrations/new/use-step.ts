'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { FieldErrors } from '../form-state';
import { STEP_IDS } from './steps';

const stepInAddress = parseAsStringLiteral(STEP_IDS).withDefault('product').withOptions({ history: 'push' });

/**
 * Puts the focus on what a step that opened is about: its first field with an error, or its heading. The place is
 * scrolled to the middle, because the top bar covers what the browser itself would only just bring into view.
 */
function focusStep(form: HTMLFormElement | null, step: number): void {
  const section = form?.querySelector<HTMLElement>(`[data-step="${step}"]`);
  const problem = section?.querySelector('[role="alert"][id]')?.closest('[data-slot="field"], fieldset');
  const field = problem?.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea');
  if (field) {
    field.focus({ preventScroll: true });
    problem?.scrollIntoView({ block: 'center' });
    return;
  }
  section?.querySelector('h2')?.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
}

/** The open step, which the address names, and the furthest one that was opened. The focus follows it. */
export function useStep(formRef: RefObject<HTMLFormElement | null>, errors: FieldErrors) {
  const [id, setId] = useQueryState('step', stepInAddress);
  const step = STEP_IDS.indexOf(id);
  const [furthest, setFurthest] = useState(step);
  const moved = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: focus follows the step, once it is on the page
  useEffect(() => {
    if (moved.current) focusStep(formRef.current, step);
    moved.current = false;
  }, [step, errors]);

  function goTo(next: number) {
    moved.current = true;
    setFurthest((before) => Math.max(before, next));
    void setId(STEP_IDS[next] ?? 'product');
  }
  return { step, reached: Math.max(step, furthest), goTo };
}
