import { CopyButton } from '#components/copy-button';
import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import { ButtonLink } from '#components/ui/button-link';
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from '#components/ui/card';
import { findProvider } from '#lib/catalogue/providers';
import { requestedScopes } from '#lib/catalogue/schema';
import type { PermissionType } from '#lib/catalogue/types';
import { secretState } from '#lib/integrations/schema';
import { ConnectionCountLinks } from '../parts/connection-counts';
import { RequestedList } from '../parts/requested-list';
import { ScopeWarnings } from '../parts/scope-warnings';
import { SharePointNote } from '../parts/share-point-note';
import { connectionsPath, integrationPath, newLinkPath } from '../paths';
import { ACCOUNT_TYPE_WORDS, cloudWords, PERMISSION_TYPE_WORDS, secretWords } from '../words';
import { Fact, Facts } from './facts';
import type { TabProps } from './tab-props';
import { VerifyCard } from './verify-card';

function RegistrationCard({ integration }: Pick<TabProps, 'integration'>) {
  return (
    <TitledCard title="At a glance">
      <Facts>
        <Fact name="Product">{findProvider(integration.provider)?.displayName ?? integration.provider}</Fact>
        <Fact name="Cloud">{cloudWords(integration.cloud).title}</Fact>
        <Fact name="How it connects">{PERMISSION_TYPE_WORDS[integration.permissionType].title}</Fact>
        <Fact name="Who may connect">{ACCOUNT_TYPE_WORDS[integration.accountTypes].title}</Fact>
        {integration.tenantId ? <Fact name="Tenant">{integration.tenantId}</Fact> : null}
        <Fact name="Client ID">
          {integration.clientId ? (
            <span className="flex items-center gap-1">
              <code className="break-all font-mono text-xs">{integration.clientId}</code>
              <CopyButton text={integration.clientId} label="client ID" />
            </span>
          ) : (
            'Not entered yet: nobody can connect. Enter it on the Settings tab.'
          )}
        </Fact>
        <Fact name="Credential">{secretWords(secretState(integration))}</Fact>
        <Fact name="Created">
          <RelativeTime at={integration.createdAt} />
        </Fact>
      </Facts>
    </TitledCard>
  );
}

const firstSteps: Readonly<Record<PermissionType, string>> = {
  delegated: 'Nobody has connected yet. Send a connect link to the first person, or open one yourself.',
  application: 'No tenant is connected yet. Send a link to the admin of the first one.',
};

const nextSteps: Readonly<Record<PermissionType, string>> = {
  delegated: 'Send a connect link to the next person. Each link makes one connection.',
  application: 'Send a link to the admin of the next tenant. Each tenant is one connection.',
};

function NextStepCard({ integration, canChange }: TabProps) {
  const { total, needsReauthorization } = integration.connections;
  const next = (total === 0 ? firstSteps : nextSteps)[integration.permissionType];
  const who = integration.permissionType === 'application' ? 'an admin again' : 'a new sign-in';
  const attention = `${needsReauthorization} need ${who}: open them to send a reauthorize link.`;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Connections</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <ConnectionCountLinks uniqueKey={integration.uniqueKey} counts={integration.connections} />
        <p className="text-muted-foreground">{needsReauthorization > 0 ? attention : next}</p>
      </CardContent>
      <CardFooter>
        {canChange ? (
          <ButtonLink size="sm" variant="outline" href={newLinkPath(integration.uniqueKey)}>
            Create link
          </ButtonLink>
        ) : null}
        {total > 0 ? (
          <ButtonLink size="sm" variant="ghost" href={connectionsPath(integration.uniqueKey)}>
            See all connections
          </ButtonLink>
        ) : null}
      </CardFooter>
    </Card>
  );
}

/** State, numbers, requested permissions and the next step. */
export function OverviewTab({ integration, canChange }: TabProps) {
  const requested = requestedScopes(integration);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <div className="grid gap-6">
        <NextStepCard integration={integration} canChange={canChange} />
        <RegistrationCard integration={integration} />
        <VerifyCard integration={integration} canChange={canChange} />
      </div>
      <Card>
        <CardHeader>
          <CardTitle>Requested permissions</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4">
          <RequestedList requested={requested} permissionType={integration.permissionType} />
          <SharePointNote
            requested={requested}
            permissionType={integration.permissionType}
            className="text-muted-foreground"
          />
          <ScopeWarnings choice={integration} audience={integration} resourceUrls={integration.resourceUrls} />
        </CardContent>
        {canChange ? (
          <CardFooter>
            <ButtonLink size="sm" variant="outline" href={integrationPath(integration.uniqueKey, { tab: 'access' })}>
              Change access
            </ButtonLink>
          </CardFooter>
        ) : null}
      </Card>
    </div>
  );
}
