'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { EnvironmentBadge } from '#components/frame/environment-badge';
import { SubmitButton } from '#components/submit-button';
import { Field, FieldSet } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { ENVIRONMENT_COLOURS, type Environment } from '#lib/branding/schema';
import { saveEnvironment } from './actions';

const words = { grey: 'Grey', green: 'Green', amber: 'Amber', red: 'Red' } as const;

export function EnvironmentForm({ environment }: { environment: Environment | null }) {
  const [state, action] = useActionState(saveEnvironment, {});
  return (
    <form action={action} className="grid max-w-sm gap-4" key={JSON.stringify(environment)}>
      <FormAlert message={state.saved ? 'Saved. Every operator sees it at the next page.' : undefined} />
      <Field label="Name" optional hint="Such as Production or Staging. Empty: nothing is shown." error={state.error}>
        <Input name="name" defaultValue={environment?.name ?? ''} maxLength={24} autoComplete="off" />
      </Field>
      <FieldSet legend="Colour">
        <div className="flex flex-wrap gap-4">
          {ENVIRONMENT_COLOURS.map((colour) => (
            <label key={colour} className="flex items-center gap-2">
              <input
                type="radio"
                name="colour"
                value={colour}
                defaultChecked={colour === (environment?.colour ?? 'grey')}
                className="size-4 accent-(--primary)"
              />
              <EnvironmentBadge environment={{ name: words[colour], colour }} />
            </label>
          ))}
        </div>
      </FieldSet>
      <div>
        <SubmitButton pendingLabel="Saving">Save environment</SubmitButton>
      </div>
    </form>
  );
}
