'use client';

import { useActionState, useEffect, useState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { ScrollX } from '#components/ui/scroll-x';
import { Textarea } from '#components/ui/textarea';
import { saveMetadata } from '../actions';

interface MetadataFormProps {
  id: string;
  json: string;
  /** Of the metadata that `json` shows. */
  version: string;
}

/**
 * Editable JSON. The typed text is kept when it cannot be saved, and when the page behind it shows newer metadata: it is
 * then compared with what was there when typing began.
 */
export function MetadataForm({ id, json, version }: MetadataFormProps) {
  const [state, action] = useActionState(saveMetadata, {});
  const [begunAt, setBegunAt] = useState<string>();
  useEffect(() => {
    if (state.saved) setBegunAt(undefined);
  }, [state]);
  return (
    <form action={action} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={state.stored?.version ?? begunAt ?? version} />
      <Field label="Metadata as JSON" hideLabel error={state.error}>
        <Textarea
          key={state.typed}
          name="metadata"
          defaultValue={state.typed ?? json}
          onInput={() => setBegunAt((begun) => begun ?? version)}
          rows={5}
          spellCheck={false}
          autoComplete="off"
          className="max-h-96 font-mono text-[13px]"
        />
      </Field>
      {state.stored ? (
        <div className="grid gap-1 text-sm">
          <p>Stored now. Saving again replaces it with the text above.</p>
          <ScrollX label="Stored metadata" className="max-h-96 rounded-md bg-muted p-3">
            <pre className="w-max font-mono text-[13px] leading-5">{state.stored.json}</pre>
          </ScrollX>
        </div>
      ) : null}
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
