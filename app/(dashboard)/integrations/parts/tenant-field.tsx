import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import type { AccountTypes } from '#lib/account-types';

interface TenantFieldProps {
  accountTypes: AccountTypes;
  tenantId: string;
  onChange: (tenantId: string) => void;
  error: readonly string[] | undefined;
}

/** The tenant of the registration. Required if only one organization may connect, otherwise optional. */
export function TenantField({ accountTypes, tenantId, onChange, error }: TenantFieldProps) {
  const isNeeded = accountTypes === 'single-tenant';
  return (
    <Field
      label="Directory (tenant) ID"
      optional={!isNeeded}
      hint={
        isNeeded
          ? 'From the Overview page of the app registration, or a domain such as contoso.onmicrosoft.com.'
          : 'The tenant that owns the registration. Only for your own records.'
      }
      error={error}
    >
      <Input
        name="tenantId"
        value={tenantId}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-[13px]"
      />
    </Field>
  );
}
