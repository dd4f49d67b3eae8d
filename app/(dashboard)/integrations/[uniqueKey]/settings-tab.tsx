import { TitledCard } from '#components/titled-card';
import { Card, CardContent } from '#components/ui/card';
import { versionOf } from '#lib/version';
import { settingsValues } from '../form-values';
import { ACCOUNT_TYPE_WORDS, cloudWords } from '../words';
import { DeleteForm } from './delete-form';
import { MailCard } from './end-user-mail/mail-card';
import { Fact, Facts } from './facts';
import { SettingsForm } from './settings-form';
import type { TabProps } from './tab-props';

function ReadOnly({ integration }: Pick<TabProps, 'integration'>) {
  return (
    <Card className="max-w-2xl">
      <CardContent>
        <Facts>
          <Fact name="Name">{integration.displayName}</Fact>
          <Fact name="Key">{integration.uniqueKey}</Fact>
          <Fact name="Cloud">{cloudWords(integration.cloud).title}</Fact>
          <Fact name="Who may connect">{ACCOUNT_TYPE_WORDS[integration.accountTypes].title}</Fact>
          <Fact name="Tenant">{integration.tenantId ?? 'Not noted'}</Fact>
          <Fact name="Home tenant">{integration.homeTenantId ?? 'Not noted'}</Fact>
        </Facts>
      </CardContent>
    </Card>
  );
}

/** Name, key and registration, and a form to delete the integration. */
export function SettingsTab({ integration, canChange }: TabProps) {
  if (!canChange) return <ReadOnly integration={integration} />;
  const { id, provider, uniqueKey, connections } = integration;
  const initial = settingsValues(integration);
  return (
    <div className="grid max-w-2xl gap-6">
      <SettingsForm
        id={id}
        version={versionOf(initial)}
        provider={provider}
        permissionType={integration.permissionType}
        cloud={integration.cloud}
        initial={initial}
        connections={connections.total}
      />
      <MailCard integration={integration} />
      <TitledCard
        className="border-danger/40"
        title="Delete this integration"
        description={
          connections.total === 0
            ? 'It has no connections. Its secret is deleted with it, and open links stop working.'
            : `Its ${connections.total} ${connections.total === 1 ? 'connection goes' : 'connections go'} with it, tokens and history included, and cannot be brought back. Open links stop working. What end users granted stays visible at Microsoft until it is removed there.`
        }
      >
        <DeleteForm id={id} uniqueKey={uniqueKey} />
      </TitledCard>
    </div>
  );
}
