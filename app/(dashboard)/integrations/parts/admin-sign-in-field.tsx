import { Checkbox } from '#components/ui/checkbox';
import { InlineField } from '#components/ui/field';

interface AdminSignInFieldProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Whether the admin of a tenant also signs in, so that it is known who consented. */
export function AdminSignInField({ checked, onChange }: AdminSignInFieldProps) {
  return (
    <InlineField
      label="Admins sign in after they approve"
      hint="Then it is known who connected the tenant, and that they are an admin there. Without it, links that name their tenant skip the sign-in; all others still ask for it."
    >
      <input type="hidden" name="asksAdminSignIn" value="1" />
      <Checkbox name="adminSignIn" checked={checked} onCheckedChange={onChange} />
    </InlineField>
  );
}
