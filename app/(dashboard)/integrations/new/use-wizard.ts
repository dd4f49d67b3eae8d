'use client';

import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { saveNewIntegration } from '../actions';
import { type FieldErrors, fieldErrors } from '../form-state';
import { type IntegrationValues, parseNewIntegration, pasteApp, wantsSandboxApp } from '../form-values';
import { errorsOfStep, STEPS, stepOfErrors } from './steps';

const lastStep = STEPS.length - 1;

function problemsOf(form: HTMLFormElement): FieldErrors {
  const data = new FormData(form);
  // Only the server knows the sandbox's app, so the check in the browser uses a placeholder.
  if (wantsSandboxApp(data)) pasteApp(data, { clientId: 'sandbox', clientSecret: 'sandbox', tenantId: null });
  const parsed = parseNewIntegration(data);
  return parsed.success ? {} : fieldErrors(parsed.error);
}

/** The element that gets the focus when a step opens: its first wrong field, or its heading. */
function focusStep(form: HTMLFormElement | null, step: number): void {
  const section = form?.querySelector<HTMLElement>(`[data-step="${step}"]`);
  const target = section?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? section?.querySelector('h2');
  target?.focus();
}

/** State of the wizard: all steps are one form, and one step is visible at a time. */
export function useWizard(initial: IntegrationValues) {
  const [state, submit, isPending] = useActionState(saveNewIntegration, {});
  const [values, setValues] = useState(state.values ?? initial);
  const [errors, setErrors] = useState<FieldErrors>(state.errors ?? {});
  const [step, setStep] = useState(0);
  const [reached, setReached] = useState(0);
  const formRef = useRef<HTMLFormElement>(null);
  const moved = useRef(false);

  function goTo(next: number) {
    moved.current = true;
    setStep(next);
    setReached((furthest) => Math.max(furthest, next));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: focus follows the step, once it is on the page
  useEffect(() => {
    if (moved.current) focusStep(formRef.current, step);
    moved.current = false;
  }, [step, errors]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer moves to the step it is about
  useEffect(() => {
    if (!state.errors) return;
    setErrors(state.errors);
    goTo(stepOfErrors(state.errors) ?? step);
  }, [state]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const problems = problemsOf(form);
    const own = step < lastStep ? errorsOfStep(step, problems) : problems;
    const wrong = own && stepOfErrors(own);
    setErrors(own ?? {});
    if (wrong !== undefined) return goTo(wrong);
    if (step < lastStep) return goTo(step + 1);
    startTransition(() => submit(new FormData(form)));
  }

  return { state, submit, isPending, values, setValues, errors, step, reached, goTo, formRef, onSubmit };
}
