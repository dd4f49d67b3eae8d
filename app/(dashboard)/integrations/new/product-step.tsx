import Link from 'next/link';
import { PROVIDERS } from '#lib/catalogue/providers';
import { requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { integrationInput, withPermissionType, withProvider, withScopes } from '../form-values';
import { AccessMisfits } from '../parts/access-misfits';
import { CallsBox } from '../parts/calls-box';
import { PermissionCounts } from '../parts/permission-counts';
import { PermissionTypePicker } from '../parts/permission-type-picker';
import { PresetPicker } from '../parts/preset-picker';
import { ProviderPicker } from '../parts/provider-picker';
import { ResourceUrlFields } from '../parts/resource-url-fields';
import { ScopePicker } from '../parts/scope-picker';
import { ScopeWarnings } from '../parts/scope-warnings';
import { SharePointNote } from '../parts/share-point-note';
import type { StepProps } from './step-props';

function ProviderLinks() {
  return (
    <p className="hidden text-muted-foreground noscript:block">
      Presets of another product:{' '}
      {PROVIDERS.map(({ id, displayName }) => (
        <Link key={id} href={`/integrations/new?provider=${id}`} className="mr-3 text-link underline">
          {displayName}
        </Link>
      ))}
    </p>
  );
}

/** The step that chooses the product and the permissions. */
export function ProductStep({ values, setValues, errors, taken }: StepProps) {
  const patch = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const choice = integrationInput(values, '');
  const { resourceUrls, accountTypes, cloud, permissionType } = values;
  const requested = requestedScopes(choice);
  return (
    <>
      <ProviderPicker
        provider={values.provider}
        onPick={(id) => setValues((before) => withProvider(before, id, taken))}
        error={errors.provider}
      />
      <ProviderLinks />
      <PermissionTypePicker
        provider={values.provider}
        permissionType={permissionType}
        onPick={(type) => setValues((before) => withPermissionType(before, type))}
        error={errors.permissionType}
      />
      <PresetPicker
        provider={values.provider}
        permissionType={permissionType}
        presets={values.presets}
        accountTypes={accountTypes}
        onChange={(presets) => patch({ presets })}
        error={errors.presets}
      />
      <ResourceUrlFields
        choice={choice}
        resourceUrls={resourceUrls}
        onChange={(urls) => patch({ resourceUrls: urls })}
        error={errors.resourceUrls}
      />
      <SharePointNote
        requested={requested}
        permissionType={permissionType}
        className="max-w-prose text-muted-foreground"
      />
      <CallsBox
        permissionType={permissionType}
        asked={requestedNames(requested)}
        onAdd={(scopes) => setValues((before) => withScopes(before, scopes, permissionType))}
      />
      <ScopePicker
        permissionType={permissionType}
        scopes={values.scopes}
        otherScopes={values.otherScopes}
        cloud={cloud}
        covered={requestedNames(requestedScopes({ ...choice, scopes: [] }))}
        onScopes={(scopes) => patch({ scopes })}
        onOther={(otherScopes) => patch({ otherScopes })}
        error={errors.scopes}
      />
      <PermissionCounts choice={choice} audience={values} />
      <AccessMisfits of={{ ...values, scopes: choice.scopes }} />
      <ScopeWarnings choice={choice} audience={values} resourceUrls={choice.resourceUrls} />
    </>
  );
}
