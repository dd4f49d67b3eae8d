import { Alert } from './ui/alert';

interface FormAlertProps {
  /** Why it failed, when no field of the form is to blame. */
  error?: string | undefined;
  /** What success means; an error comes first. */
  message?: string | undefined;
  className?: string;
}

/** Says above a form how the last attempt went; nothing before the first one. */
export function FormAlert({ error, message, className }: FormAlertProps) {
  const text = error ?? message;
  if (!text) return null;
  return (
    <Alert variant={error ? 'danger' : 'success'} role={error ? 'alert' : 'status'} className={className}>
      {text}
    </Alert>
  );
}
