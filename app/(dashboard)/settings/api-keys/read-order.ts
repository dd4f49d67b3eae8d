import { createKeyForm } from '#lib/keys/schema';
import { scopePresets } from '#lib/keys/scopes';

/** The scopes of a preset, or those ticked one by one; none where the form does not say which. */
function readScopes(form: FormData): readonly unknown[] {
  const chosen = form.get('preset');
  if (chosen === 'custom') return form.getAll('scope');
  return scopePresets.find(({ id }) => id === chosen)?.scopes ?? [];
}

/** Reads the form for a new key. A missing field never makes a wider key: the form is refused instead. */
export function readKeyOrder(form: FormData) {
  return createKeyForm.safeParse({
    name: form.get('name'),
    scopes: readScopes(form),
    integrationId: form.get('integration'),
  });
}

/** What was chosen, as it is shown again when something did not fit. */
export type KeyChoices = { name: string; preset: string; scopes: string[]; integration: string };

export function readKeyChoices(form: FormData): KeyChoices {
  const text = (name: string, otherwise = '') => String(form.get(name) ?? otherwise);
  const scopes = form.getAll('scope').map(String);
  return { name: text('name'), preset: text('preset', 'full'), scopes, integration: text('integration') };
}
