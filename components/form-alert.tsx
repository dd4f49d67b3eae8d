'use client';

import { useEffect, useRef } from 'react';
import { Alert } from './ui/alert';
import { cn } from './ui/cn';

interface FormAlertProps {
  /** Why it failed, if the reason concerns no single field. */
  error?: string | undefined;
  /** What success means. Only shown if there is no error. */
  message?: string | undefined;
  className?: string;
}

/**
 * Shows the result of the last attempt above a form, and scrolls to it, since the button of a long form is far below.
 * Empty before the first attempt.
 */
export function FormAlert({ error, message, className }: FormAlertProps) {
  const text = error ?? message;
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (text) alert.current?.scrollIntoView({ block: 'nearest' });
  }, [text]);
  if (!text) return null;
  return (
    <Alert
      ref={alert}
      variant={error ? 'danger' : 'success'}
      role={error ? 'alert' : 'status'}
      className={cn('scroll-mt-20', className)}
    >
      {text}
    </Alert>
  );
}
