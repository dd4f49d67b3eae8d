'use client';

import { type ReactNode, useState } from 'react';
import type { Confirmation } from '#lib/operators/schema';
import { ConfirmFields } from './confirm-fields';
import { SubmitButton } from './submit-button';
import {
  AlertDialog,
  AlertDialogClose,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from './ui/alert-dialog';
import { Button } from './ui/button';
import type { ButtonVariants } from './ui/button-variants';
import { Field, FieldError } from './ui/field';
import { Input } from './ui/input';

type ConfirmAnswer = { error?: string | undefined; confirm?: Confirmation | undefined } | undefined;

interface ConfirmButtonProps extends ButtonVariants {
  /**
   * A form action. If it resolves to `{ error: "…" }` the dialog stays open and shows it; `{ confirm: … }` makes it ask
   * the operator to confirm their identity. Otherwise the dialog closes.
   */
  action: (form: FormData) => Promise<ConfirmAnswer>;
  title: string;
  description: ReactNode;
  /** The verb with its object: "Delete connection". */
  confirmLabel: string;
  /** Hidden fields sent with the form (ids only). */
  fields?: Readonly<Record<string, string>>;
  /** A word the operator must type first. */
  confirmWord?: string;
  destructive?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

type ConfirmFormProps = Omit<ConfirmButtonProps, 'children' | 'title' | 'description'> & { onDone: () => void };

function ConfirmForm({ action, fields, confirmWord, destructive = true, onDone, confirmLabel }: ConfirmFormProps) {
  const [typed, setTyped] = useState('');
  const [answer, setAnswer] = useState<ConfirmAnswer>();
  async function submit(form: FormData) {
    const answered = await action(form);
    setAnswer(answered);
    if (!answered?.error && !answered?.confirm) onDone();
  }
  return (
    <form action={submit} className="grid gap-4">
      {Object.entries(fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {confirmWord ? (
        <Field label={`Type ${confirmWord} to confirm`}>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      ) : null}
      <ConfirmFields confirm={answer?.confirm} />
      <FieldError error={answer?.error} />
      <AlertDialogFooter>
        <AlertDialogClose render={<Button variant="outline" />}>Cancel</AlertDialogClose>
        <SubmitButton
          variant={destructive ? 'destructive' : 'default'}
          disabled={confirmWord !== undefined && typed !== confirmWord}
        >
          {confirmLabel}
        </SubmitButton>
      </AlertDialogFooter>
    </form>
  );
}

/** A button that asks for confirmation and then submits a form action. */
export function ConfirmButton({ children, title, description, variant, size, disabled, ...form }: ConfirmButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger
        render={<Button variant={variant ?? 'outline'} size={size ?? 'default'} disabled={disabled ?? false} />}
      >
        {children}
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{description}</AlertDialogDescription>
        </AlertDialogHeader>
        <ConfirmForm {...form} onDone={() => setOpen(false)} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
