import { LifeBar } from '#components/life-bar';
import { RelativeTime } from '#components/relative-time';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import { isSandbox } from '#lib/clouds';
import { PastedWrongly } from '../parts/pasted-wrongly';
import { dayText } from '../words';
import { Fact, Facts } from './facts';
import { SecretForm } from './secret-form';
import type { TabProps } from './tab-props';

function SecretFacts({ integration }: Pick<TabProps, 'integration'>) {
  const { secret } = integration;
  if (!secret) return <p>There is no client secret. Nothing can be connected or refreshed until one is added.</p>;
  const { hint, createdAt, expiresAt } = secret;
  return (
    <div className="grid gap-4">
      <Facts>
        <Fact name="Secret">
          <code className="font-mono">{hint}•••••••••</code>
        </Fact>
        <Fact name="Stored">
          <RelativeTime at={createdAt} />
        </Fact>
        <Fact name="Expires">{expiresAt ? dayText(expiresAt) : 'Not noted; look it up in the portal.'}</Fact>
      </Facts>
      {expiresAt ? (
        <LifeBar
          label="Client secret"
          issuedSeconds={(expiresAt.getTime() - createdAt.getTime()) / 1000}
          expiresAt={expiresAt}
        />
      ) : null}
    </div>
  );
}

/** The secret by its first characters and its end, and the way to replace it. */
export function CredentialsTab({ integration, canChange }: TabProps) {
  return (
    <div className="grid max-w-2xl gap-6">
      <Card>
        <CardHeader>
          <CardTitle>Client secret</CardTitle>
          <CardDescription>Sealed when stored, and never shown again.</CardDescription>
        </CardHeader>
        <CardContent>
          <SecretFacts integration={integration} />
        </CardContent>
      </Card>
      {canChange ? (
        <Card>
          <CardHeader>
            <CardTitle>{integration.secret ? 'Replace the secret' : 'Add a secret'}</CardTitle>
            <CardDescription>
              Make a second secret in the portal, put it here, then delete the old one there. Connections keep their
              grants.
            </CardDescription>
          </CardHeader>
          <CardContent className="grid gap-6">
            <SecretForm id={integration.id} />
            {isSandbox(integration.cloud) ? null : <PastedWrongly />}
          </CardContent>
        </Card>
      ) : null}
    </div>
  );
}
