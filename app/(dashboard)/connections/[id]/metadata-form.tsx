'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/textarea';
import { saveMetadata } from '../actions';

/** Editable JSON. The typed text is kept when it cannot be saved. */
export function MetadataForm({ id, json }: { id: string; json: string }) {
  const [state, action] = useActionState(saveMetadata, {});
  const text = state.typed ?? json;
  return (
    <form action={action} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <Field label="Metadata as JSON" hideLabel error={state.error}>
        <Textarea
          key={text}
          name="metadata"
          defaultValue={text}
          rows={5}
          spellCheck={false}
          autoComplete="off"
          className="max-h-96 font-mono text-[13px]"
        />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="outline" size="sm" pendingLabel="Saving metadata">
          Save metadata
        </SubmitButton>
        <span role="status" className="text-muted-foreground text-sm">
          {state.saved ? 'Saved' : ''}
        </span>
      </div>
    </form>
  );
}
