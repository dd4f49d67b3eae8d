'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { FieldError } from '#components/ui/field';
import { createFirstLink } from './actions';

/** Creates a link of an integration with the usual settings, and shows it. */
export function FirstLinkButton({ integration }: { integration: string }) {
  const [{ error }, action] = useActionState(
    (_before: { error?: string }, form: FormData) => createFirstLink(form),
    {},
  );
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="integration" value={integration} />
      <SubmitButton size="sm" pendingLabel="Creating the link">
        Create the first link
      </SubmitButton>
      <FieldError error={error} />
    </form>
  );
}
