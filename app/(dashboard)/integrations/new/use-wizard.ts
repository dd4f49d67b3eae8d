'use client';

import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { saveNewIntegration } from '../actions';
import { type FieldErrors, fieldErrors } from '../form-state';
import { type IntegrationValues, parseNewIntegration, pasteApp, wantsSandboxApp } from '../form-values';
import { errorsOfStep, missingBefore, STEPS, stepOfErrors } from './steps';
import type { SecretState } from './summary';
import { useDraft } from './use-draft';
import { useStep } from './use-step';

const lastStep = STEPS.length - 1;

function problemsOf(form: HTMLFormElement): FieldErrors {
  const data = new FormData(form);
  // Only the server knows the sandbox's app, so the check in the browser uses a placeholder.
  if (wantsSandboxApp(data)) pasteApp(data, { clientId: 'sandbox', clientSecret: 'sandbox', tenantId: null });
  const parsed = parseNewIntegration(data);
  return parsed.success ? {} : fieldErrors(parsed.error);
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
  const [errors, setErrors] = useState<FieldErrors>(state.errors ?? {});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const formRef = useRef<HTMLFormElement>(null);
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is missing follows what the fields hold on the page
  useEffect(() => {
    if (formRef.current) setMissing(missingBefore(step, problemsOf(formRef.current)));
  }, [step, values, secret]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer moves to the step it is about
  useEffect(() => {
    if (!state.errors) return;
    setErrors(state.errors);
    goTo(stepOfErrors(state.errors) ?? step);
  }, [state]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (step === 0 && isPicking) return setIsPicking(false);
    const form = event.currentTarget;
    const problems = problemsOf(form);
    const own = step < lastStep ? errorsOfStep(step, problems) : problems;
    const wrong = own && stepOfErrors(own);
    setErrors(own ?? {});
    if (wrong !== undefined) return goTo(wrong);
    if (step < lastStep) return goTo(step + 1);
    startTransition(() => submit(new FormData(form)));
  }

  const form = { state, submit, isPending, formRef, onSubmit };
  return { ...form, ...entries, errors, missing, step, reached, goTo, isRestored: draft.isRestored, startAgain };
}
