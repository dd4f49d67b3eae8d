'use client';

import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { dateIn } from '../words';

interface SecretFieldsProps {
  secretExpiresAt: string;
  onExpiry: (day: string) => void;
  onSecret?: (isThere: boolean) => void;
  errors: { clientSecret?: readonly string[] | undefined; secretExpiresAt?: readonly string[] | undefined };
}

const lives = [6, 12, 24] as const;

function ExpiryField({ secretExpiresAt, onExpiry, errors }: Omit<SecretFieldsProps, 'onSecret'>) {
  return (
    <div className="grid gap-2">
      <Field
        label="Secret expires on"
        optional
        hint="As the portal shows it. Latchkey warns 30 days ahead."
        error={errors.secretExpiresAt}
      >
        <Input
          type="date"
          name="secretExpiresAt"
          value={secretExpiresAt}
          onChange={(event) => onExpiry(event.target.value)}
          className="max-w-56"
        />
      </Field>
      <fieldset className="flex flex-wrap gap-2 noscript:hidden">
        <legend className="sr-only">Count the expiry from today</legend>
        {lives.map((months) => (
          <Button key={months} variant="outline" size="sm" onClick={() => onExpiry(dateIn(months, new Date()))}>
            In {months} months
          </Button>
        ))}
      </fieldset>
    </div>
  );
}

/** Fields for the secret, which is only sent to the server, and its expiry date. */
export function SecretFields({ secretExpiresAt, onExpiry, onSecret, errors }: SecretFieldsProps) {
  return (
    <>
      <Field
        label="Client secret"
        hint="The column Value. It is sealed when stored and never shown again."
        error={errors.clientSecret}
      >
        <Input
          type="password"
          name="clientSecret"
          onChange={(event) => onSecret?.(event.target.value !== '')}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-[13px]"
        />
      </Field>
      <ExpiryField secretExpiresAt={secretExpiresAt} onExpiry={onExpiry} errors={errors} />
    </>
  );
}
