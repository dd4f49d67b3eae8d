import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

interface HomeTenantFieldProps {
  homeTenantId: string;
  onChange: (homeTenantId: string) => void;
  error: readonly string[] | undefined;
}

/** The tenant in which the app is registered. With it, Latchkey can verify the registration without a user. */
export function HomeTenantField({ homeTenantId, onChange, error }: HomeTenantFieldProps) {
  return (
    <Field
      label="Home tenant of the registration"
      optional
      hint="The Directory (tenant) ID on its Overview page. Lets Latchkey verify client ID and credentials without any user, and read when secrets end where the app may."
      error={error}
    >
      <Input
        name="homeTenantId"
        value={homeTenantId}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-[13px]"
      />
    </Field>
  );
}
