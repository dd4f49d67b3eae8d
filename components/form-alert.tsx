import { Alert } from './ui/alert';

interface FormAlertProps {
  /** Why it failed, if the reason concerns no single field. */
  error?: string | undefined;
  /** What success means. Only shown if there is no error. */
  message?: string | undefined;
  className?: string;
}

/** Shows the result of the last attempt above a form. Empty before the first one. */
export function FormAlert({ error, message, className }: FormAlertProps) {
  const text = error ?? message;
  if (!text) return null;
  return (
    <Alert variant={error ? 'danger' : 'success'} role={error ? 'alert' : 'status'} className={className}>
      {text}
    </Alert>
  );
}
