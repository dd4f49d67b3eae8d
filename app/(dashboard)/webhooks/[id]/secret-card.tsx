'use client';

import { useActionState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { CopyField } from '#components/copy-field';
import { FormAlert } from '#components/form-alert';
import { RelativeTime } from '#components/relative-time';
import { SubmitButton } from '#components/submit-button';
import { TitledCard } from '#components/titled-card';
import { showSecret } from '../actions';

interface SecretCardProps {
  id: string;
  oldSecretUntil: Date | null;
}

/** The signing secret, for whoever has just confirmed who they are. */
export function SecretCard({ id, oldSecretUntil }: SecretCardProps) {
  const [state, action] = useActionState(showSecret, {});
  return (
    <TitledCard
      title="Signing secret"
      description="Your server verifies with it that a request comes from here. A new one is valid at once, and the old one signs beside it for a day."
    >
      <form action={action} className="grid max-w-xl gap-4">
        <FormAlert error={state.error} />
        <input type="hidden" name="id" value={id} />
        {state.secret ? <CopyField text={state.secret} label="signing secret" /> : null}
        {oldSecretUntil ? (
          <p className="text-muted-foreground text-sm">
            The secret before it signs too, until <RelativeTime at={oldSecretUntil} />.
          </p>
        ) : null}
        <ConfirmFields confirm={state.confirm} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="outline" name="do" value="reveal" pendingLabel="One moment">
            Reveal secret
          </SubmitButton>
          <SubmitButton variant="outline" name="do" value="rotate" pendingLabel="One moment">
            Make a new secret
          </SubmitButton>
        </div>
      </form>
    </TitledCard>
  );
}
