import { createKeyForm } from '#lib/keys/schema';
import { scopePresets } from '#lib/keys/scopes';

/** What the form of a new key says: the scopes of its preset, or those ticked one by one. */
export function readKeyOrder(form: FormData) {
  const chosen = form.get('preset') ?? 'full';
  const preset = scopePresets.find(({ id }) => id === chosen);
  const scopes = preset?.scopes ?? form.getAll('scope');
  return createKeyForm.safeParse({
    name: form.get('name'),
    scopes,
    integrationId: form.get('integration') ?? undefined,
  });
}

/** What was chosen, as it is shown again when something did not fit. */
export type KeyChoices = { name: string; preset: string; scopes: string[]; integration: string };

export function readKeyChoices(form: FormData): KeyChoices {
  const text = (name: string, otherwise = '') => String(form.get(name) ?? otherwise);
  const scopes = form.getAll('scope').map(String);
  return { name: text('name'), preset: text('preset', 'full'), scopes, integration: text('integration') };
}
