import { CopyField } from '#components/copy-field';
import { registrationSteps } from '#lib/integrations/catalogue/registration';
import { RegistrationList } from '../parts/registration-list';
import { redirectUri } from '../redirect-uri';
import type { TabProps } from './tab-props';

/** Every step of registering the app for what this integration is set to. */
export function RegistrationTab({ integration }: TabProps) {
  const uri = redirectUri();
  return (
    <div className="grid max-w-3xl gap-8">
      <section aria-labelledby="redirect-uri" className="grid gap-1.5">
        <h2 id="redirect-uri" className="font-semibold text-base">
          Redirect URI
        </h2>
        <CopyField text={uri} label="redirect URI" />
        <p className="text-muted-foreground">Under the platform Web, to the letter. It is the only one there is.</p>
      </section>
      <section aria-labelledby="registration-steps" className="grid gap-4">
        <h2 id="registration-steps" className="font-semibold text-base">
          Registration, step by step
        </h2>
        <RegistrationList steps={registrationSteps({ ...integration, redirectUri: uri })} />
      </section>
    </div>
  );
}
