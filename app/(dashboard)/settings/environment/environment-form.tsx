'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { EnvironmentBadge } from '#components/frame/environment-badge';
import { SubmitButton } from '#components/submit-button';
import { Field, FieldSet } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useShownVersion } from '#components/use-shown-version';
import { ENVIRONMENT_COLOURS, type Environment } from '#lib/branding/schema';
import { saveEnvironment } from './actions';

const words = { grey: 'Grey', green: 'Green', amber: 'Amber', red: 'Red' } as const;

interface EnvironmentFormProps {
  environment: Environment | null;
  version: string;
}

export function EnvironmentForm({ environment, version }: EnvironmentFormProps) {
  const [state, action] = useActionState(saveEnvironment, {});
  const typed = state.kept ?? environment ?? { name: '', colour: 'grey' };
  const shown = useShownVersion(version, state);
  return (
    <form action={action} className="grid max-w-sm gap-4">
      <FormAlert
        error={state.error}
        message={state.saved ? 'Saved. Every operator sees it at the next page.' : undefined}
      />
      <input type="hidden" name="version" value={shown} />
      <Field label="Name" optional hint="Such as Production or Staging. Empty: nothing is shown." error={state.invalid}>
        <Input name="name" defaultValue={typed.name} maxLength={24} autoComplete="off" />
      </Field>
      <FieldSet legend="Colour">
        <div className="flex flex-wrap gap-4">
          {ENVIRONMENT_COLOURS.map((colour) => (
            <label key={colour} className="flex items-center gap-2">
              <input
                type="radio"
                name="colour"
                value={colour}
                defaultChecked={colour === typed.colour}
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
