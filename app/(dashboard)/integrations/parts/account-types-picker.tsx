import { FieldSet } from '#components/ui/field';
import type { AccountTypes } from '#lib/account-types';
import { offeredAccountTypes } from '#lib/catalogue/availability';
import { PORTAL_ACCOUNT_TYPES } from '#lib/catalogue/registration/portal';
import type { PermissionType } from '#lib/catalogue/types';
import type { CloudId } from '#lib/clouds';
import { ACCOUNT_TYPE_WORDS } from '../words';
import { ChoiceCard } from './choice-card';

interface AccountTypesPickerProps {
  provider: string;
  permissionType: PermissionType;
  cloud: CloudId;
  accountTypes: AccountTypes;
  onChange: (accountTypes: AccountTypes) => void;
  error: readonly string[] | undefined;
}

/**
 * Who may connect: the account types that the product and the cloud support, described in our words and in the
 * portal's.
 */
export function AccountTypesPicker({
  provider,
  permissionType,
  cloud,
  accountTypes,
  onChange,
  error,
}: AccountTypesPickerProps) {
  const offered = offeredAccountTypes(provider, cloud, permissionType);
  // A stored choice that is no longer offered stays visible. Saving it is refused with the reason.
  const allowed = offered.includes(accountTypes) ? offered : [...offered, accountTypes];
  return (
    <FieldSet legend="Which accounts may connect" hint="The app registration must say the same." error={error}>
      <div className="grid gap-3 xl:grid-cols-2">
        {allowed.map((types) => (
          <ChoiceCard
            key={types}
            type="radio"
            name="accountTypes"
            value={types}
            checked={types === accountTypes}
            onPick={() => onChange(types)}
            title={ACCOUNT_TYPE_WORDS[types].title}
            description={ACCOUNT_TYPE_WORDS[types].description}
          >
            <p className="text-muted-foreground text-xs leading-5">
              In the portal: “{PORTAL_ACCOUNT_TYPES[types].wording}”
            </p>
          </ChoiceCard>
        ))}
      </div>
    </FieldSet>
  );
}
