import { CopyField } from '#components/copy-field';
import { FieldSet } from '#components/ui/field';
import { offeredClouds } from '#lib/catalogue/availability';
import { findProvider } from '#lib/catalogue/providers';
import { registrationSteps } from '#lib/catalogue/registration/steps';
import { CLOUDS, isSandbox } from '#lib/clouds';
import { integrationInput, withAccountTypes, withCloud } from '../form-values';
import { AccessMisfits } from '../parts/access-misfits';
import { AccountTypesPicker } from '../parts/account-types-picker';
import { ChoiceCard } from '../parts/choice-card';
import { RegistrationWays } from '../parts/registration-ways';
import { TenantField } from '../parts/tenant-field';
import { cloudWords } from '../words';
import type { StepProps } from './step-props';

interface RegistrationStepProps extends StepProps {
  redirectUri: string;
  hasSandbox: boolean;
}

function CloudPicker({ values, setValues, errors, hasSandbox }: StepProps & { hasSandbox: boolean }) {
  const here = CLOUDS.filter((cloud) => hasSandbox || !isSandbox(cloud));
  const offered = here.filter((cloud) => offeredClouds(values.provider).includes(cloud));
  const product = findProvider(values.provider)?.displayName;
  const hint = offered.length < here.length ? `The clouds not listed have no ${product}.` : undefined;
  return (
    <FieldSet legend="Cloud" hint={hint} error={errors.cloud}>
      <div className="grid gap-3 sm:grid-cols-2">
        {offered.map((cloud) => (
          <ChoiceCard
            key={cloud}
            type="radio"
            name="cloud"
            value={cloud}
            checked={values.cloud === cloud}
            onPick={() => setValues((before) => withCloud(before, cloud))}
            title={cloudWords(cloud).title}
            description={cloudWords(cloud).description}
          />
        ))}
      </div>
    </FieldSet>
  );
}

/** Who may connect, and how to register the app for exactly this choice. */
export function RegistrationStep({ redirectUri, hasSandbox, ...step }: RegistrationStepProps) {
  const { values, setValues, errors } = step;
  const choice = { ...integrationInput(values, ''), redirectUri };
  const isSingle = values.accountTypes === 'single-tenant';
  return (
    <>
      <CloudPicker {...step} hasSandbox={hasSandbox} />
      <AccessMisfits of={{ ...values, scopes: choice.scopes }} />
      <AccountTypesPicker
        provider={values.provider}
        permissionType={values.permissionType}
        cloud={values.cloud}
        accountTypes={values.accountTypes}
        onChange={(types) => setValues((before) => withAccountTypes(before, types))}
        error={errors.accountTypes}
      />
      {isSingle ? (
        <TenantField
          accountTypes={values.accountTypes}
          tenantId={values.tenantId}
          onChange={(tenantId) => setValues((before) => ({ ...before, tenantId }))}
          error={errors.tenantId}
        />
      ) : null}
      <div className="grid gap-1.5">
        <h3 className="font-medium">Redirect URI</h3>
        <CopyField text={redirectUri} label="redirect URI" />
        <p className="text-muted-foreground">The only one there is, for this and every other integration.</p>
      </div>
      <RegistrationWays
        steps={registrationSteps(choice)}
        script={isSandbox(values.cloud) ? undefined : { ...choice, homeTenantId: isSingle ? values.tenantId : '' }}
      />
    </>
  );
}
