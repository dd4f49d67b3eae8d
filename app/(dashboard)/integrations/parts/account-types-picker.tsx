import { FieldSet } from '#components/ui/field';
import { findProvider } from '#lib/integrations/catalogue/providers';
import { PORTAL_ACCOUNT_TYPES } from '#lib/integrations/catalogue/registration-words';
import { ACCOUNT_TYPES, type AccountTypes } from '#lib/integrations/catalogue/schema';
import { ACCOUNT_TYPE_WORDS } from '../words';
import { ChoiceCard } from './choice-card';

interface AccountTypesPickerProps {
  provider: string;
  accountTypes: AccountTypes;
  onChange: (accountTypes: AccountTypes) => void;
  error: readonly string[] | undefined;
}

/** Who may connect, in our words with the portal's wording beneath. */
export function AccountTypesPicker({ provider, accountTypes, onChange, error }: AccountTypesPickerProps) {
  const allowed = findProvider(provider)?.accountTypes ?? ACCOUNT_TYPES;
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
