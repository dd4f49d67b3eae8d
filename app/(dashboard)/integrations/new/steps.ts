import type { FieldErrors } from '../form-state';

export const STEPS = [
  {
    id: 'product',
    title: 'Product and access',
    fields: ['displayName', 'provider', 'permissionType', 'presets', 'resourceUrls', 'scopes', 'exactScopes'],
  },
  { id: 'registration', title: 'App registration', fields: ['cloud', 'accountTypes', 'tenantId'] },
  { id: 'credentials', title: 'Credentials', fields: ['clientId', 'clientSecret', 'secretExpiresAt', 'homeTenantId'] },
  { id: 'review', title: 'Review and create', fields: ['uniqueKey'] },
] as const;

/** The names of the steps in the address. */
export const STEP_IDS = STEPS.map(({ id }) => id);

/** The errors of one step's fields; undefined when it has none. */
export function errorsOfStep(step: number, errors: FieldErrors): FieldErrors | undefined {
  const own = STEPS[step]?.fields.filter((field) => errors[field]?.length) ?? [];
  return own.length > 0 ? Object.fromEntries(own.map((field) => [field, errors[field]])) : undefined;
}

/** The first step that owns one of these errors; undefined when none does. */
export function stepOfErrors(errors: FieldErrors): number | undefined {
  const step = STEPS.findIndex((_, index) => errorsOfStep(index, errors));
  return step < 0 ? undefined : step;
}

/** What is still to be done before the next step opens; before the last one is left, all of it. */
export function missingBefore(step: number, errors: FieldErrors): string[] {
  const own = step < STEPS.length - 1 ? (errorsOfStep(step, errors) ?? {}) : errors;
  return Object.values(own).flatMap((messages) => messages ?? []);
}
