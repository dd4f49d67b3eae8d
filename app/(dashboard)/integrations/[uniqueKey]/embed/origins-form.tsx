'use client';

import { useActionState } from 'react';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/textarea';
import { KeptForm } from '../kept-form';
import { saveOrigins } from './actions';

interface OriginsFormProps {
  id: string;
  version: string;
  origins: readonly string[];
}

/** The origins of the pages that may embed an integration, one a line. */
export function OriginsForm({ id, version, origins }: OriginsFormProps) {
  const [state, submit, isPending] = useActionState(saveOrigins, {});
  const kept = { id, version, state, submit, isPending };
  return (
    <KeptForm {...kept} button="Save origins" className="gap-4">
      <Field
        label="Allowed origins"
        hint="One a line: scheme, host and port, such as https://app.example.com. They are compared exactly, without wildcards."
        error={state.errors?.allowedOrigins}
      >
        <Textarea
          name="origins"
          defaultValue={state.values ?? origins.join('\n')}
          className="font-mono"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
    </KeptForm>
  );
}
