import { z } from 'zod';
import type { Confirmation } from '#lib/operators/schema';
import type { AccessValues, IntegrationValues, SettingsValues } from './form-values';

/** Error messages by field, in the order they were found. */
export type FieldErrors = { readonly [field: string]: readonly string[] | undefined };

/** The result of an action that stays on its page. */
export type FormState<Values = never> = {
  errors?: FieldErrors;
  /** The typed values, to fill the form again. */
  values?: Values;
  /** Nothing was done yet: the operator must first confirm their identity. */
  confirm?: Confirmation;
  /** On success: what it means. */
  message?: string;
  /** On failure: the reason, if it concerns no single field. */
  error?: string;
  /** Of what is stored now, once this is known to differ from what the form was filled with. */
  version?: string;
};

export type NewState = FormState<IntegrationValues>;
export type AccessState = FormState<AccessValues>;
export type SettingsState = FormState<SettingsValues>;

const duplicate = z.object({ name: z.literal('IntegrationError'), code: z.literal('duplicate_key') });
const invalid = z.object({
  name: z.literal('IntegrationError'),
  code: z.literal('invalid'),
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
});
const expected = z.object({ name: z.literal('IntegrationError'), message: z.string() });

/** The first message of each field of a failed parse. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: Record<string, string[]> = {};
  for (const { path, message } of error.issues) {
    const field = String(path[0] ?? '');
    errors[field] ??= [message];
  }
  return errors;
}

/**
 * The messages a form shows for an `IntegrationError`; any other error is thrown again. Errors are recognized by name,
 * because each bundle has its own copies of the classes.
 */
export function readFailure(error: unknown): { errors: FieldErrors } | { error: string } {
  // zod can read the members of an error although they are not enumerable.
  const taken = duplicate.safeParse(error);
  if (taken.success && error instanceof Error) return { errors: { uniqueKey: [error.message] } };
  const misfit = invalid.safeParse(error);
  if (misfit.success)
    return { errors: Object.fromEntries(misfit.data.problems.map(({ field, message }) => [field, [message]])) };
  const known = expected.safeParse(error);
  if (known.success) return { error: known.data.message };
  throw error;
}
