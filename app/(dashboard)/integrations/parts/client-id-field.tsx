import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

interface ClientIdFieldProps {
  clientId: string;
  onChange: (clientId: string) => void;
  error: readonly string[] | undefined;
  hint?: string;
}

export function ClientIdField({ clientId, onChange, error, hint }: ClientIdFieldProps) {
  return (
    <Field
      label="Application (client) ID"
      hint={
        hint ?? 'From the Overview page of the app registration. The Object ID beside it looks alike but is another.'
      }
      error={error}
    >
      <Input
        name="clientId"
        value={clientId}
        onChange={(event) => onChange(event.target.value)}
        placeholder="00000000-0000-0000-0000-000000000000"
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-[13px]"
      />
    </Field>
  );
}
