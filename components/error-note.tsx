import type { ReactNode } from 'react';
import { ErrorFacts, type ErrorFactsProps } from './error-facts';
import { Alert, AlertDescription, AlertTitle } from './ui/alert';

interface ErrorNoteProps extends Omit<ErrorFactsProps, 'sentences'> {
  /** What happened and why, in one sentence. */
  message: string;
  /** What to do about it. */
  fix?: ReactNode;
  tone?: 'danger' | 'warning';
  role?: 'alert';
  actions?: ReactNode;
}

/** A failure: what happened, what to do, who has to act, and the ids that Microsoft's support asks for. */
export function ErrorNote({ message, fix, tone = 'danger', role, actions, ...facts }: ErrorNoteProps) {
  return (
    <Alert variant={tone} {...(role ? { role } : {})}>
      <AlertTitle>{message}</AlertTitle>
      {fix ? <AlertDescription className="text-foreground">{fix}</AlertDescription> : null}
      <ErrorFacts {...facts} sentences={[message, typeof fix === 'string' ? fix : null]} />
      {actions ? <div className="flex flex-wrap gap-2 pt-1">{actions}</div> : null}
    </Alert>
  );
}
