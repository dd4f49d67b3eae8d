import { passwordLength } from '#lib/operators/schema';
import { Field } from './ui/field';
import { Input } from './ui/input';

/** A field in which somebody chooses a new password. */
export function NewPasswordField({ label, error }: { label: string; error: string[] | undefined }) {
  return (
    <Field label={label} hint="At least 12 characters; several unrelated words are best." error={error} required>
      <Input
        type="password"
        name="password"
        autoComplete="new-password"
        minLength={passwordLength.min}
        maxLength={passwordLength.max}
      />
    </Field>
  );
}
