'use client';

import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { saveNewIntegration } from '../actions';
import type { FieldErrors } from '../form-state';
import type { IntegrationValues } from '../form-values';
import { errorsOfStep, missingBefore, STEPS, stepOfErrors, stepsWithErrors } from './steps';
import type { SecretState } from './summary';
import { useDraft } from './use-draft';
import { problemsOf, useErrors, useRecheck, useSecretDoubt } from './use-errors';
import { useStep } from './use-step';

const lastStep = STEPS.length - 1;

/** Brings what may be chosen of a product below the top bar. */
function showAccess(form: HTMLFormElement): void {
  const first = form.querySelector('[data-access] :is(fieldset, section)');
  const barHeight = 96;
  if (first) window.scrollTo({ top: first.getBoundingClientRect().top + window.scrollY - barHeight });
}

interface WizardStart {
  initial: IntegrationValues;
  /** Whether the address chose the product already. */
  isProductChosen: boolean;
}

/** What is filled in. The secret itself stays in its field. */
function useEntries({ initial, isProductChosen }: WizardStart) {
  const [values, setValues] = useState(initial);
  const [secret, setSecret] = useState<SecretState>('none');
  const [isPicking, setIsPicking] = useState(!isProductChosen);
  function fill(kept: IntegrationValues, { hasOther, picks }: { hasOther: boolean; picks: boolean }) {
    setValues(kept);
    setSecret(hasOther ? 'other' : 'none');
    setIsPicking(picks);
  }
  return { values, setValues, secret, setSecret, isPicking, setIsPicking, fill };
}

/** State of the wizard: all steps are one form, and one step is visible at a time. */
export function useWizard({ initial, isProductChosen }: WizardStart) {
  const [state, submit, isPending] = useActionState(saveNewIntegration, {});
  const formRef = useRef<HTMLFormElement>(null);
  const checks = useErrors(formRef, state);
  const { errors, setErrors, problems } = checks;
  const doubt = useSecretDoubt();
  const { step, reached, goTo } = useStep(formRef, errors);
  const isStarted = state.values !== undefined || isProductChosen || step > 0;
  const entries = useEntries({ initial: state.values ?? initial, isProductChosen: isStarted });
  const { values, secret, isPicking, setIsPicking, fill } = entries;
  const draft = useDraft({
    initial,
    current: { values, hasOther: secret === 'other' },
    answer: state,
    onRestore: (kept) => fill(kept.values, { hasOther: kept.hasOther, picks: false }),
  });

  function startAgain() {
    draft.forget();
    formRef.current?.reset();
    fill(initial, { hasOther: false, picks: true });
    setErrors({});
    goTo(0);
  }

  const onInput = useRecheck(checks, { values, secret, step });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer moves to the step it is about
  useEffect(() => {
    if (!state.errors) return;
    setErrors(state.errors);
    goTo(stepOfErrors(state.errors) ?? step);
  }, [state]);

  /** The errors that keep the open step from being left. */
  function stopping(form: HTMLFormElement): FieldErrors | undefined {
    const found = problemsOf(form);
    const own = step < lastStep ? errorsOfStep(step, found) : found;
    return own && stepOfErrors(own) !== undefined ? own : doubt(new FormData(form), step);
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (step === 0 && isPicking) {
      setIsPicking(false);
      requestAnimationFrame(() => showAccess(form));
      return;
    }
    const wrong = stopping(form);
    setErrors(wrong ?? {});
    if (wrong) return goTo(stepOfErrors(wrong) ?? step);
    if (step < lastStep) return goTo(step + 1);
    startTransition(() => submit(new FormData(form)));
  }

  const form = { state, submit, isPending, formRef, onSubmit, onInput };
  const left = {
    missing: missingBefore(step, problems),
    incomplete: stepsWithErrors(problems),
    lacksSecret: problems.clientSecret !== undefined,
  };
  return { ...form, ...entries, ...left, errors, step, reached, goTo, isRestored: draft.isRestored, startAgain };
}
