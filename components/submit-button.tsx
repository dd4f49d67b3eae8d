'use client';

import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './ui/button';

type SubmitButtonProps = Omit<ComponentProps<typeof Button>, 'type' | 'render'> & {
  /** Replaces the children while the form is being sent. */
  pendingLabel?: string;
};

/** Submits its form. While that runs it stays focusable, but does nothing. */
export function SubmitButton({ children, pendingLabel, onClick, ...props }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <Button
      type="submit"
      {...props}
      {...(pending ? { 'aria-disabled': true } : {})}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    >
      {pending ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}
