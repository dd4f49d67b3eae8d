import type { Metadata } from 'next';
import { CopyField } from '#components/copy-field';
import { settingsPages } from '#components/frame/settings-pages';
import { Badge } from '#components/ui/badge';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import { requireOperator } from '#lib/auth/session';
import { CLOUDS, cloudTitle, isSandbox } from '#lib/clouds';
import { type EntraSettings, enteredOf } from '#lib/operators/entra-schema';
import { entraRedirectUri, isSandboxHere, readEntraSettings, readSignInWays } from '#lib/operators/sign-in-settings';
import { roleCovers } from '#lib/roles';
import { versionOf } from '#lib/version';
import { EntraForm } from './entra-form';
import { RegistrationSteps } from './registration-steps';
import { MicrosoftSwitch, PasswordSwitch, SandboxButton } from './switches';
import { TestCard } from './test-card';

export const metadata: Metadata = { title: settingsPages['sign-in'].label };

function State({ isOn }: { isOn: boolean }) {
  return <Badge variant={isOn ? 'success' : 'outline'}>{isOn ? 'On' : 'Off'}</Badge>;
}

const fact = 'text-muted-foreground';

function Facts({ cloud, tenant, clientId }: EntraSettings) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
      <dt className={fact}>Cloud</dt>
      <dd>{cloudTitle(cloud)}</dd>
      <dt className={fact}>Tenant</dt>
      <dd className="break-all font-mono text-[13px]">{tenant}</dd>
      <dt className={fact}>Client ID</dt>
      <dd className="break-all font-mono text-[13px]">{clientId}</dd>
    </dl>
  );
}

function MicrosoftCard({ settings, mayChange }: { settings: EntraSettings | undefined; mayChange: boolean }) {
  const clouds = CLOUDS.filter((cloud) => isSandboxHere() || !isSandbox(cloud)).map((value) => ({
    value,
    label: cloudTitle(value),
  }));
  return (
    <Card>
      <CardHeader>
        <CardTitle className="flex items-center gap-3">
          Microsoft Entra ID <State isOn={settings?.isOn ?? false} />
        </CardTitle>
        <CardDescription>
          Operators who were invited, or connected their account under Your account, sign in with Microsoft. They are
          recognized by tenant and object ID, never by an e-mail address. Nobody else gets in.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-6">
        <div className="grid gap-1.5">
          <p className="font-medium text-sm">Redirect URI to register (platform Web)</p>
          <CopyField text={entraRedirectUri()} label="redirect URI" />
        </div>
        {mayChange ? (
          <>
            <RegistrationSteps />
            <EntraForm settings={settings} version={versionOf(enteredOf(settings))} clouds={clouds} />
            {isSandboxHere() && !settings ? <SandboxButton /> : null}
          </>
        ) : null}
        {!mayChange && settings ? <Facts {...settings} /> : null}
        {mayChange && settings ? (
          <MicrosoftSwitch isOn={settings.isOn} wasTested={settings.test?.outcome === 'ok'} />
        ) : null}
      </CardContent>
    </Card>
  );
}

export default async function SignInSettingsPage() {
  const operator = await requireOperator('viewer');
  const mayChange = roleCovers(operator.role, 'owner');
  const [settings, ways] = await Promise.all([readEntraSettings(), readSignInWays()]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {mayChange ? null : (
        <p className="text-muted-foreground text-sm">
          Your role is {operator.role}. Only owners change how people sign in.
        </p>
      )}
      <MicrosoftCard settings={settings} mayChange={mayChange} />
      {settings ? <TestCard test={settings.test} mayTest={mayChange} isSandbox={isSandbox(settings.cloud)} /> : null}
      <Card>
        <CardHeader>
          <CardTitle className="flex items-center gap-3">
            Passwords <State isOn={ways.password} />
          </CardTitle>
          <CardDescription>
            Without passwords, Microsoft is the only way in. If that ever fails, <code>npm run way-in</code> on the
            server allows passwords again and prints an invitation for a new owner.
          </CardDescription>
        </CardHeader>
        {mayChange ? (
          <CardContent>
            <PasswordSwitch isOn={ways.password} />
          </CardContent>
        ) : null}
      </Card>
    </div>
  );
}
