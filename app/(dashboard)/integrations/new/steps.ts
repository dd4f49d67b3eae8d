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

const fieldNames: Readonly<Record<string, string>> = {
  displayName: 'name',
  provider: 'product',
  permissionType: 'kind of permissions',
  presets: 'presets',
  resourceUrls: 'addresses',
  scopes: 'single permissions',
  exactScopes: 'single permissions',
  cloud: 'cloud',
  accountTypes: 'accounts',
  tenantId: 'tenant ID',
  clientId: 'client ID',
  clientSecret: 'client secret',
  secretExpiresAt: 'expiry of the secret',
  homeTenantId: 'home tenant',
  uniqueKey: 'key',
};

/** The fields still to be corrected before the next step opens; before the last one is left, all of them. */
export function missingBefore(step: number, errors: FieldErrors): string[] {
  const own = step < STEPS.length - 1 ? (errorsOfStep(step, errors) ?? {}) : errors;
  const fields = Object.entries(own).flatMap(([field, messages]) => (messages?.length ? [field] : []));
  return [...new Set(fields.map((field) => fieldNames[field] ?? field))];
}

/** The steps, by their place, that something is missing on. */
export function stepsWithErrors(errors: FieldErrors): number[] {
  return STEPS.flatMap((_, step) => (errorsOfStep(step, errors) ? [step] : []));
}

type Standing = {
  problems: FieldErrors;
  /** The fields that were changed since. */
  changed: ReadonlySet<string>;
  /** What the server's last answer refused, which the browser may not know of. */
  refused: FieldErrors;
};

/** The messages whose cause is still there, in the words that fit it now. */
export function standingErrors(shown: FieldErrors, { problems, changed, refused }: Standing): FieldErrors {
  const kept = Object.entries(shown).flatMap(([field, messages]) => {
    if (problems[field]?.length) return [[field, problems[field]] as const];
    return messages?.length && refused[field] === messages && !changed.has(field) ? [[field, messages] as const] : [];
  });
  return Object.fromEntries(kept);
}
