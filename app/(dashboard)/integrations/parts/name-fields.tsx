import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

interface NameFieldProps {
  name: string;
  onChange: (name: string) => void;
  error: readonly string[] | undefined;
}

/** The name that the connect page, the registration and the scripts bear. */
export function NameField({ name, onChange, error }: NameFieldProps) {
  return (
    <Field label="Name" hint="That of your product: end users read it on the connect page." error={error}>
      <Input
        name="displayName"
        value={name}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Acme Files"
        autoComplete="off"
      />
    </Field>
  );
}

interface KeyFieldProps {
  uniqueKey: string;
  onChange: (uniqueKey: string) => void;
  error: readonly string[] | undefined;
  hint: string;
}

/** The key by which backends name the integration. */
export function KeyField({ uniqueKey, onChange, error, hint }: KeyFieldProps) {
  return (
    <Field label="Key" hint={hint} error={error}>
      <Input
        name="uniqueKey"
        value={uniqueKey}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-[13px]"
      />
    </Field>
  );
}
