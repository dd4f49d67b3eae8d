'use client';

import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Field, FieldError } from '#components/ui/field';
import { Input } from '#components/ui/input';
import type { MailboxCheck as Check } from '#lib/connections/tenant/mailboxes';
import { tryMailboxes } from './actions';

function Seen({ check: { mailbox, isAsExpected, status, code, message } }: { check: Check }) {
  const Icon = isAsExpected === null ? CircleHelp : isAsExpected ? CircleCheck : CircleX;
  const tone = isAsExpected === null ? 'text-warning' : isAsExpected ? 'text-success' : 'text-danger';
  const facts = [status === null ? 'not reached' : `HTTP ${status}`, code].filter(Boolean).join(', ');
  return (
    <li className="flex gap-2">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${tone}`} />
      <span className="min-w-0">
        <span className="wrap-anywhere font-medium">{mailbox}</span>
        <span className="block">{message}</span>
        <span className="text-muted-foreground text-xs">{facts}</span>
      </span>
    </li>
  );
}

interface MailboxCheckProps {
  id: string;
  domain: string;
}

/** Calls one mailbox that should be open to the app and one that should not, and says what was seen. */
export function MailboxCheck({ id, domain }: MailboxCheckProps) {
  const [state, action] = useActionState(tryMailboxes, {});
  const shared = { type: 'text', autoComplete: 'off', spellCheck: false, required: true } as const;
  return (
    <form action={action} aria-label="Mailbox check" className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="A mailbox that should work" error={state.errors?.works}>
          <Input name="works" defaultValue={state.values?.works} placeholder={`released@${domain}`} {...shared} />
        </Field>
        <Field label="One that should not" error={state.errors?.refused}>
          <Input name="refused" defaultValue={state.values?.refused} placeholder={`other@${domain}`} {...shared} />
        </Field>
      </div>
      <FieldError error={state.error} />
      <SubmitButton variant="outline" pendingLabel="Calling both mailboxes" className="w-fit">
        Check mailboxes
      </SubmitButton>
      <ul aria-label="What was seen" aria-live="polite" className="grid gap-3 empty:hidden">
        {state.checks?.map((check) => (
          <Seen key={check.expected} check={check} />
        ))}
      </ul>
    </form>
  );
}
