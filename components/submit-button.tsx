'use client';

import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './ui/button';

type SubmitButtonProps = Omit<ComponentProps<typeof Button>, 'type' | 'render'> & {
  /** Takes the place of the children while the form is on its way. */
  pendingLabel?: string;
};

/** Submits its form, and stays focusable but inert while that runs. */
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
