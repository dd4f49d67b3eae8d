import { FieldSet } from '#components/ui/field';
import { offersApplication } from '#lib/catalogue/availability';
import { findProvider } from '#lib/catalogue/providers';
import { PERMISSION_TYPES, type PermissionType } from '#lib/catalogue/types';
import { PERMISSION_TYPE_WORDS } from '../words';
import { ChoiceCard } from './choice-card';

interface PermissionTypePickerProps {
  provider: string;
  permissionType: PermissionType;
  onPick: (permissionType: PermissionType) => void;
  error: readonly string[] | undefined;
}

/** Whether people sign in, or an admin lets the app into a whole tenant. */
export function PermissionTypePicker({ provider, permissionType, onPick, error }: PermissionTypePickerProps) {
  const name = findProvider(provider)?.displayName ?? 'This product';
  const hint = offersApplication(provider) ? undefined : `${name} is of use only to people who sign in.`;
  const offered = PERMISSION_TYPES.filter((type) => type === 'delegated' || offersApplication(provider));
  return (
    <FieldSet legend="How it connects" hint={hint} error={error}>
      <div className="grid gap-3 sm:grid-cols-2">
        {offered.map((type) => (
          <ChoiceCard
            key={type}
            type="radio"
            name="permissionType"
            value={type}
            checked={permissionType === type}
            onPick={() => onPick(type)}
            title={PERMISSION_TYPE_WORDS[type].title}
            description={PERMISSION_TYPE_WORDS[type].description}
          />
        ))}
      </div>
    </FieldSet>
  );
}
