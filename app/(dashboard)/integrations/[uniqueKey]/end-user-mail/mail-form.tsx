'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { useShown } from '#components/use-shown-version';
import { saveEndUserMail } from './actions';

interface MailFormProps {
  uniqueKey: string;
  /** Id of the channel whose mail server is used; empty: no mail is sent. */
  value: string;
  /** Of `value`. */
  version: string;
  channels: readonly { id: string; name: string }[];
}

export function MailForm({ uniqueKey, value, version, channels }: MailFormProps) {
  const [state, action] = useActionState(saveEndUserMail, {});
  const filled = useShown({ version, value }, state);
  const shown = state.chosen ?? filled.value;
  return (
    <form action={action} className="grid gap-4">
      <FormAlert error={state.error} message={state.saved ? 'Saved.' : undefined} />
      <input type="hidden" name="uniqueKey" value={uniqueKey} />
      <input type="hidden" name="version" value={filled.version} />
      <Field label="Mail to the person" hint="Sent by the mail server and from the address of this alert channel.">
        <NativeSelect key={shown} name="channel" defaultValue={shown}>
          <option value="">Off: you tell them yourself</option>
          {channels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div>
        <SubmitButton pendingLabel="Saving">Save</SubmitButton>
      </div>
    </form>
  );
}
