import Link from 'next/link';
import { Folded } from '#components/folded';
import { PROVIDERS } from '#lib/catalogue/providers';
import { requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { integrationInput, withPermissionType, withProvider, withScopes } from '../form-values';
import { AccessMisfits } from '../parts/access-misfits';
import { CallsBox } from '../parts/calls-box';
import { NameField } from '../parts/name-fields';
import { PermissionCounts } from '../parts/permission-counts';
import { PermissionTypePicker } from '../parts/permission-type-picker';
import { PresetPicker } from '../parts/preset-picker';
import { ProviderPicker } from '../parts/provider-picker';
import { ResourceUrlFields } from '../parts/resource-url-fields';
import { ScopePicker } from '../parts/scope-picker';
import { ScopeWarnings } from '../parts/scope-warnings';
import { SharePointNote } from '../parts/share-point-note';
import type { StepProps } from './step-props';

interface ProductStepProps extends StepProps {
  /** Keys that other integrations have. */
  taken: readonly string[];
  /** Whether the list of products is open; what may be chosen of a product follows once it is folded. */
  isPicking: boolean;
  setIsPicking: (isPicking: boolean) => void;
}

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

function SinglePermissions({ values, setValues, errors }: StepProps) {
  const choice = integrationInput(values, '');
  const count = choice.scopes.length;
  return (
    <Folded
      title="Single permissions"
      hint={count > 0 ? `${count} chosen` : 'when a preset lacks one'}
      isOpen={count > 0 || errors.scopes !== undefined}
    >
      <ScopePicker
        permissionType={values.permissionType}
        scopes={values.scopes}
        otherScopes={values.otherScopes}
        cloud={values.cloud}
        covered={requestedNames(requestedScopes({ ...choice, scopes: [] }))}
        onScopes={(scopes) => setValues((before) => ({ ...before, scopes }))}
        onOther={(otherScopes) => setValues((before) => ({ ...before, otherScopes }))}
        error={errors.scopes}
      />
    </Folded>
  );
}

/** What the chosen product may be asked for, presets first. */
function AccessChoice({ values, setValues, errors }: StepProps) {
  const patch = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const choice = integrationInput(values, '');
  const { resourceUrls, accountTypes, permissionType } = values;
  const requested = requestedScopes(choice);
  return (
    <>
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
      <div className="grid gap-2">
        <CallsBox
          permissionType={permissionType}
          asked={requestedNames(requested)}
          onAdd={(scopes) => setValues((before) => withScopes(before, scopes, permissionType))}
        />
        <SinglePermissions values={values} setValues={setValues} errors={errors} />
      </div>
      <PermissionCounts choice={choice} audience={values} />
      <AccessMisfits of={{ ...values, scopes: choice.scopes }} />
      <ScopeWarnings choice={choice} audience={values} resourceUrls={choice.resourceUrls} />
    </>
  );
}

/** The step that names the integration and chooses the product and the permissions. */
export function ProductStep({ taken, isPicking, setIsPicking, ...step }: ProductStepProps) {
  const { values, setValues, errors } = step;
  return (
    <>
      <NameField
        name={values.displayName}
        onChange={(displayName) => setValues((before) => ({ ...before, displayName }))}
        error={errors.displayName}
      />
      <ProviderPicker
        provider={values.provider}
        isOpen={isPicking}
        onOpenChange={setIsPicking}
        onPick={(id) => setValues((before) => withProvider(before, id, taken))}
        error={errors.provider}
      />
      <ProviderLinks />
      <div data-access="" className={isPicking ? 'hidden noscript:contents' : 'contents'}>
        <AccessChoice {...step} />
      </div>
    </>
  );
}
