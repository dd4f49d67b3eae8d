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
