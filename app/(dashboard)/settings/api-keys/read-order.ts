import { createKeyForm } from '#lib/keys/schema';
import { scopePresets } from '#lib/keys/scopes';

/** The scopes of a preset, or those ticked one by one; empty if the form contains neither. */
function readScopes(form: FormData): readonly unknown[] {
  const chosen = form.get('preset');
  if (chosen === 'custom') return form.getAll('scope');
  return scopePresets.find(({ id }) => id === chosen)?.scopes ?? [];
}

/**
 * Reads the form for a new key. If a field is missing, the form is refused, so that the key never gets more rights than
 * intended.
 */
export function readKeyOrder(form: FormData) {
  return createKeyForm.safeParse({
    name: form.get('name'),
    scopes: readScopes(form),
    integrationId: form.get('integration'),
  });
}

/** The chosen values, shown again when something was wrong. */
export type KeyChoices = { name: string; preset: string; scopes: string[]; integration: string };

export function readKeyChoices(form: FormData): KeyChoices {
  const text = (name: string, otherwise = '') => String(form.get(name) ?? otherwise);
  const scopes = form.getAll('scope').map(String);
  return { name: text('name'), preset: text('preset', 'full'), scopes, integration: text('integration') };
}
