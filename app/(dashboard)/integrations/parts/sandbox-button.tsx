'use client';

import { FlaskConical } from 'lucide-react';
import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { FieldError } from '#components/ui/field';
import { createSandboxIntegration } from '../actions';

/** Creates an integration with the sandbox's own app, without any input. */
export function SandboxButton({ variant = 'outline' }: { variant?: 'default' | 'outline' }) {
  const [state, action] = useActionState(createSandboxIntegration, {});
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <SubmitButton variant={variant} pendingLabel="Setting up the sandbox app">
        <FlaskConical aria-hidden="true" />
        Use the sandbox app
      </SubmitButton>
      <FieldError error={state.error} />
    </form>
  );
}
