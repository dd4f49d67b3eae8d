'use client';

import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { FieldErrors, NewState } from '../form-state';
import { fieldErrors } from '../form-state';
import { type IntegrationValues, parseNewIntegration, pasteApp, secretDoubt, wantsSandboxApp } from '../form-values';
import { errorsOfStep, standingErrors } from './steps';

export function problemsOf(form: HTMLFormElement): FieldErrors {
  const data = new FormData(form);
  // Only the server knows the sandbox's app, so the check in the browser uses a placeholder.
  if (wantsSandboxApp(data)) pasteApp(data, { clientId: 'sandbox', clientSecret: 'sandbox', tenantId: null });
  const parsed = parseNewIntegration(data);
  return parsed.success ? {} : fieldErrors(parsed.error);
}

/** What is wrong with the fields as they are, and the messages that are shown, each of which goes with its cause. */
export function useErrors(formRef: RefObject<HTMLFormElement | null>, state: NewState) {
  const [errors, setErrors] = useState<FieldErrors>(state.errors ?? {});
  const [problems, setProblems] = useState<FieldErrors>({});
  const seen = useRef<IntegrationValues>(undefined);

  function recheck(values: IntegrationValues, touched: readonly string[] = []) {
    if (!formRef.current) return;
    const now = problemsOf(formRef.current);
    const before = new Map(Object.entries(seen.current ?? values));
    const fresh = Object.entries(values).flatMap(([field, value]) => (before.get(field) === value ? [] : [field]));
    const changed = new Set([...fresh, ...touched]);
    seen.current = values;
    setProblems(now);
    setErrors((old) => standingErrors(old, { problems: now, changed, refused: state.errors ?? {} }));
  }
  return { errors, setErrors, problems, recheck };
}

type RecheckOptions = { values: IntegrationValues; secret: string; step: number };

/** Checks the fields again whenever one of them changes. The secret is in no state: only its field tells of a change. */
export function useRecheck({ recheck }: Pick<ReturnType<typeof useErrors>, 'recheck'>, options: RecheckOptions) {
  const { values, secret, step } = options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is missing follows what the fields hold on the page
  useEffect(() => recheck(values), [step, values, secret]);
  return ({ target }: FormEvent<HTMLFormElement>) => {
    if (target instanceof HTMLInputElement && target.name === 'clientSecret') recheck(values, [target.name]);
  };
}

/** Doubts a secret once: sent again as it is, it passes. */
export function useSecretDoubt() {
  const doubted = useRef<unknown>(undefined);
  return (form: FormData, step: number): FieldErrors | undefined => {
    const doubt = secretDoubt(form);
    const errors = doubt === undefined ? undefined : errorsOfStep(step, { clientSecret: [doubt] });
    if (!errors || doubted.current === form.get('clientSecret')) return undefined;
    doubted.current = form.get('clientSecret');
    return errors;
  };
}
