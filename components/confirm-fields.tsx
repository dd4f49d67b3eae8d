import type { Confirmation } from '#lib/operators/schema';
import { Alert, AlertTitle } from './ui/alert';
import { Field } from './ui/field';
import { Input } from './ui/input';

/**
 * Part of a form whose sender has to confirm their identity. The same form is sent again with a password, or after a
 * sign-in at Microsoft in another tab, so that typed values are kept.
 */
export function ConfirmFields({ confirm }: { confirm: Confirmation | undefined }) {
  if (!confirm) return null;
  const { password, microsoft, error } = confirm;
  return (
    <Alert variant="warning" role="alert" className="text-left">
      <AlertTitle>Confirm that it is you</AlertTitle>
      <p>
        Your last confirmation is more than ten minutes old, so nothing was done yet. Confirm, then send this again.
      </p>
      {password ? (
        <Field label="Your password" error={error} required={!microsoft} className="mt-2">
          <Input type="password" name="confirmPassword" autoComplete="current-password" maxLength={200} />
        </Field>
      ) : null}
      {microsoft ? (
        <p className="mt-1">
          <a href="/settings/confirm" target="_blank" rel="noopener" className="text-link underline">
            {password ? 'Or confirm with Microsoft in a new tab' : 'Confirm with Microsoft in a new tab'}
          </a>
          , then come back here.
        </p>
      ) : null}
      {password || microsoft ? null : <p>You have no password and Microsoft sign-in is off: ask an owner.</p>}
    </Alert>
  );
}
