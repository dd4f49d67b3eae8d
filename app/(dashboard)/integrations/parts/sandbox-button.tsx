'use client';

import { FlaskConical } from 'lucide-react';
import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { FieldError } from '#components/ui/field';
import { createSandboxIntegration, trySandbox } from '../actions';

interface SandboxButtonProps {
  variant?: 'default' | 'outline';
  /** Whether a link to connect somebody follows at once, or the integration is shown first. */
  leadsTo?: 'link' | 'integration';
}

/** Creates an integration with the sandbox's own app, without any input. */
export function SandboxButton({ variant = 'outline', leadsTo = 'integration' }: SandboxButtonProps) {
  const [state, action] = useActionState(leadsTo === 'link' ? trySandbox : createSandboxIntegration, {});
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
