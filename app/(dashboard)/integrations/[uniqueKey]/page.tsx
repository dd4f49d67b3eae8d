import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { CopyButton } from '#components/copy-button';
import { PageHeader } from '#components/page-header';
import { ProviderGlyph } from '#components/provider-glyph';
import { SandboxBar } from '#components/sandbox-bar';
import { ButtonLink } from '#components/ui/button-link';
import { TabsNav } from '#components/ui/tabs-nav';
import { requireOperator } from '#lib/auth/session';
import { isSandbox } from '#lib/clouds';
import { findIntegration } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { roleCovers } from '#lib/roles';
import { IntegrationState } from '../parts/integration-state';
import { integrationPath, newLinkPath, readAddedScopes, readKey, TAB_LABELS, type Tab, tabsOf } from '../paths';
import { AccessTab } from './access-tab';
import { ConnectionsTab } from './connections-tab';
import { ConsentTab } from './consent-tab';
import { CredentialsTab } from './credentials-tab';
import { EmbedTab } from './embed/embed-tab';
import { Notices } from './notices';
import { OverviewTab } from './overview-tab';
import { RegistrationTab } from './registration-tab';
import { SettingsTab } from './settings-tab';
import { TenantsTab } from './tenants/tenants-tab';

type PageProps = {
  params: Promise<{ uniqueKey: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const panels = {
  overview: OverviewTab,
  access: AccessTab,
  credentials: CredentialsTab,
  registration: RegistrationTab,
  tenants: TenantsTab,
  connections: ConnectionsTab,
  consent: ConsentTab,
  embed: EmbedTab,
  settings: SettingsTab,
} as const;

function Header({ integration, canChange }: { integration: IntegrationDetail; canChange: boolean }) {
  const { provider, displayName, uniqueKey } = integration;
  return (
    <PageHeader
      title={displayName}
      crumbs={[{ label: 'Integrations', href: '/integrations' }]}
      media={<ProviderGlyph provider={provider} size="lg" />}
      status={<IntegrationState integration={integration} />}
      description={
        <span className="flex items-center gap-1">
          <code className="break-all font-mono text-xs">{uniqueKey}</code>
          <CopyButton text={uniqueKey} label="key" />
        </span>
      }
      actions={canChange ? <ButtonLink href={newLinkPath(uniqueKey)}>Create link</ButtonLink> : null}
    />
  );
}

const readIntegration = cache(async (uniqueKey: string) => {
  const key = readKey(uniqueKey);
  const integration = key === undefined ? undefined : await findIntegration(key);
  return integration ?? notFound();
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireOperator('viewer');
  const { displayName } = await readIntegration((await params).uniqueKey);
  return { title: displayName };
}

export default async function IntegrationPage({ params, searchParams }: PageProps) {
  const operator = await requireOperator('viewer');
  const integration = await readIntegration((await params).uniqueKey);
  const canChange = roleCovers(operator.role, 'admin');
  const query = await searchParams;
  const { tab: wanted, notice, add } = query;
  const tabs = tabsOf(integration);
  const tab = tabs.find((name) => name === wanted) ?? 'overview';
  const Panel = panels[tab];
  const hrefOf = (name: Tab) => integrationPath(integration.uniqueKey, { tab: name });
  return (
    <>
      {isSandbox(integration.cloud) ? <SandboxBar /> : null}
      <Header integration={integration} canChange={canChange} />
      <Notices integration={integration} notice={notice} tab={tab} canChange={canChange} />
      <TabsNav
        label="Integration"
        current={hrefOf(tab)}
        items={tabs.map((name) => ({
          href: hrefOf(name),
          label: TAB_LABELS[name],
          ...(name === 'connections' ? { count: integration.connections.total } : {}),
        }))}
        className="mb-6"
      />
      <Panel integration={integration} canChange={canChange} added={readAddedScopes(add)} query={query} />
    </>
  );
}
