import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

type Names = { displayName: string; uniqueKey: string };

interface NameFieldsProps {
  values: Names;
  onChange: (change: Partial<Names>) => void;
  errors: { displayName?: readonly string[] | undefined; uniqueKey?: readonly string[] | undefined };
  keyHint: string;
}

/** Fields for the integration's name and key. */
export function NameFields({ values, onChange, errors, keyHint }: NameFieldsProps) {
  return (
    <>
      <Field label="Name" hint="End users read it on the connect page." error={errors.displayName}>
        <Input
          name="displayName"
          value={values.displayName}
          onChange={(event) => onChange({ displayName: event.target.value })}
          autoComplete="off"
        />
      </Field>
      <Field label="Key" hint={keyHint} error={errors.uniqueKey}>
        <Input
          name="uniqueKey"
          value={values.uniqueKey}
          onChange={(event) => onChange({ uniqueKey: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-[13px]"
        />
      </Field>
    </>
  );
}
