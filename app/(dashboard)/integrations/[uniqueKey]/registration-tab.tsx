import { CopyField } from '#components/copy-field';
import { registrationSteps } from '#lib/catalogue/registration/steps';
import { isSandbox } from '#lib/clouds';
import { redirectUri } from '#lib/integrations/registration';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { RegistrationWays } from '../parts/registration-ways';
import type { TabProps } from './tab-props';

/** The facts that the registration scripts need. Nothing else is passed, because all of it is sent to the browser. */
function scriptChoice(integration: IntegrationDetail, uri: string) {
  const { provider, permissionType, presets, scopes, exactScopes } = integration;
  const { accountTypes, cloud, displayName, clientId } = integration;
  const homeTenantId = integration.homeTenantId ?? (accountTypes === 'single-tenant' ? integration.tenantId : null);
  const asked = { provider, permissionType, presets, scopes, exactScopes, accountTypes, cloud };
  return { ...asked, displayName, clientId, redirectUri: uri, homeTenantId: homeTenantId ?? '' };
}

/** All steps for registering the app with the settings of this integration. */
export function RegistrationTab({ integration }: TabProps) {
  const uri = redirectUri();
  const choice = { ...integration, redirectUri: uri };
  return (
    <div className="grid max-w-3xl gap-8">
      <section aria-labelledby="redirect-uri" className="grid gap-1.5">
        <h2 id="redirect-uri" className="font-semibold text-base">
          Redirect URI
        </h2>
        <CopyField text={uri} label="redirect URI" />
        <p className="text-muted-foreground">Under the platform Web, to the letter. It is the only one there is.</p>
      </section>
      <RegistrationWays
        steps={registrationSteps(choice)}
        script={isSandbox(integration.cloud) ? undefined : scriptChoice(integration, uri)}
      />
    </div>
  );
}
