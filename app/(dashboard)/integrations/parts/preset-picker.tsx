import { Badge } from '#components/ui/badge';
import { FieldSet } from '#components/ui/field';
import type { AccountTypes } from '#lib/account-types';
import { findResource } from '#lib/catalogue/resources';
import { offeredPresets } from '#lib/catalogue/schema';
import type { PermissionType, Preset } from '#lib/catalogue/types';
import { ChoiceCard } from './choice-card';
import { ScopeList } from './scope-list';

interface PresetPickerProps {
  provider: string;
  permissionType: PermissionType;
  presets: readonly string[];
  accountTypes: AccountTypes;
  onChange: (presets: string[]) => void;
  error: readonly string[] | undefined;
}

interface PresetFactsProps extends Pick<PresetPickerProps, 'accountTypes' | 'permissionType'> {
  preset: Preset;
  /** Why an admin is usually needed is of interest for what is chosen only. */
  isPicked: boolean;
}

function PresetFacts({ preset, accountTypes, permissionType, isPicked }: PresetFactsProps) {
  const isForTenant = permissionType === 'application';
  // Personal accounts have no admin.
  const needsAdmin = preset.adminUsuallyNeeded && accountTypes !== 'personal';
  return (
    <div className="grid gap-2">
      {preset.scopes.map(({ resource, scopes }) => (
        <div key={resource} className="grid gap-1">
          <span className="text-muted-foreground text-xs">{findResource(resource).title}</span>
          {scopes.length > 0 ? (
            <ScopeList scopes={scopes} label={findResource(resource).title} />
          ) : (
            <p className="text-muted-foreground text-xs">Nothing is asked in Entra</p>
          )}
        </div>
      ))}
      <div className="flex flex-wrap gap-1.5">
        {needsAdmin ? (
          <Badge variant="warning">{isForTenant ? 'Admin of the tenant' : 'Admin usually needed'}</Badge>
        ) : null}
        {isForTenant ? null : (
          <Badge variant="outline">{preset.personalAccounts ? 'Also personal accounts' : 'Work accounts only'}</Badge>
        )}
      </div>
      {isPicked && needsAdmin && !isForTenant ? (
        <p className="text-muted-foreground text-xs leading-5">{preset.why}</p>
      ) : null}
    </div>
  );
}

/** A provider's presets as cards; several may be combined. */
export function PresetPicker({ provider, permissionType, presets, accountTypes, onChange, error }: PresetPickerProps) {
  const offered = offeredPresets({ provider, permissionType });
  const pick = (id: string, checked: boolean) =>
    onChange(checked ? [...presets, id] : presets.filter((preset) => preset !== id));
  return (
    <FieldSet legend="What your product may do" hint="Several can be combined; less is granted sooner." error={error}>
      <div className="grid gap-3 xl:grid-cols-2">
        {offered.map((preset) => (
          <ChoiceCard
            key={preset.id}
            type="checkbox"
            name="presets"
            value={preset.id}
            checked={presets.includes(preset.id)}
            onPick={(checked) => pick(preset.id, checked)}
            title={preset.title}
            description={preset.description}
          >
            <PresetFacts
              preset={preset}
              accountTypes={accountTypes}
              permissionType={permissionType}
              isPicked={presets.includes(preset.id)}
            />
          </ChoiceCard>
        ))}
      </div>
    </FieldSet>
  );
}
