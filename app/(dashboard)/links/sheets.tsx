import { Alert } from '#components/ui/alert';
import { TabsNav } from '#components/ui/tabs-nav';
import type { Operator } from '#lib/auth/session';
import { findProvider } from '#lib/catalogue/providers';
import { requestedScopes } from '#lib/catalogue/schema';
import { isSandbox } from '#lib/clouds';
import { findConnection } from '#lib/connections/connections';
import { findIntegration, findIntegrationById } from '#lib/integrations/integrations';
import type { IntegrationDetail, IntegrationRow } from '#lib/integrations/schema';
import { plainConsentUrl } from '#lib/links/admin-link';
import { findLink, listAdminLinks } from '#lib/links/links';
import type { LinkRow } from '#lib/links/schema';
import { roleCovers } from '#lib/roles';
import { AdminLinkForm, type AdminOption } from './admin-link-form';
import { composeMessages } from './compose';
import { LinkDetail } from './link-detail';
import { type IntegrationOption, NewLinkForm } from './new-link-form';
import { type LinksQuery, linksPath, type OpenSheet } from './paths';
import { UrlSheet } from './url-sheet';
import { KIND_LABELS, linkName } from './words';

interface SheetsProps {
  open: OpenSheet | undefined;
  operator: Operator;
  integrations: readonly IntegrationRow[];
  names: ReadonlyMap<string, string>;
  query: LinksQuery;
}

function NewTabs({ open, query }: { open: '1' | 'admin'; query: LinksQuery }) {
  const hrefOf = (kind: '1' | 'admin') => linksPath({ integration: query.integration, new: kind });
  const items = [
    { href: hrefOf('1'), label: 'For a person' },
    { href: hrefOf('admin'), label: 'For an admin' },
  ];
  return <TabsNav label="Kind of link" items={items} current={hrefOf(open)} className="mb-6" />;
}

function toOption(integration: IntegrationDetail): IntegrationOption {
  const { uniqueKey, displayName, cloud, resourceUrls } = integration;
  const asksDataverse = requestedScopes(integration).others.some(({ resource }) => resource === 'dataverse');
  return {
    uniqueKey,
    displayName,
    isSandbox: isSandbox(cloud),
    needsEnvironment: asksDataverse && !resourceUrls.dataverse,
  };
}

async function NewSheet({ integrations, query }: Pick<SheetsProps, 'integrations' | 'query'>) {
  const found = await Promise.all(integrations.map(({ uniqueKey }) => findIntegration(uniqueKey)));
  const options = found.flatMap((integration) => (integration ? [toOption(integration)] : []));
  const chosen = options.find(({ uniqueKey }) => uniqueKey === query.integration) ?? options[0];
  return (
    <UrlSheet title="Create link" description="Only the first field is needed." closeHref={linksPath()}>
      <NewTabs open="1" query={query} />
      <NewLinkForm integrations={options} chosen={chosen?.uniqueKey} closeHref={linksPath()} />
    </UrlSheet>
  );
}

function toAdminOption({ uniqueKey, displayName, cloud, tenantId, provider, presets }: IntegrationDetail): AdminOption {
  const known = findProvider(provider)?.presets ?? [];
  const titles = presets.map((id) => ({ id, title: known.find((preset) => preset.id === id)?.title ?? id }));
  return { uniqueKey, displayName, isSandbox: isSandbox(cloud), tenantId, presets: titles };
}

async function NewAdminSheet({
  integrations,
  query,
  tenant,
}: Pick<SheetsProps, 'integrations' | 'query'> & { tenant: string | undefined }) {
  const able = integrations.filter(({ accountTypes }) => accountTypes !== 'personal');
  const found = await Promise.all(able.map(({ uniqueKey }) => findIntegration(uniqueKey)));
  const options = found.flatMap((integration) => (integration ? [toAdminOption(integration)] : []));
  const chosen = options.find(({ uniqueKey }) => uniqueKey === query.integration);
  return (
    <UrlSheet
      title="Create link"
      description="An admin approves once for everyone in their organization, before people connect."
      closeHref={linksPath()}
    >
      <NewTabs open="admin" query={query} />
      {options.length > 0 ? (
        <AdminLinkForm
          integrations={options}
          begin={{ integration: chosen?.uniqueKey, tenant }}
          closeHref={linksPath()}
        />
      ) : (
        <Alert variant="info">
          All integrations are for personal accounts, which have no administrator: a link for the person is enough.
        </Alert>
      )}
    </UrlSheet>
  );
}

async function findPlainUrl({ kind, integrationIds, expectedTenant }: LinkRow): Promise<string | undefined> {
  const [id] = integrationIds;
  const integration = kind === 'admin_consent' && id ? await findIntegrationById(id) : undefined;
  return integration && plainConsentUrl(integration, expectedTenant);
}

function findMade({ kind, state, connectionId }: LinkRow) {
  return kind === 'connect' && state === 'connected' && connectionId ? findConnection(connectionId) : undefined;
}

/** The sheet that is open on top of the list: one link, or the form for a new one. */
export async function Sheets({ open, operator, integrations, names, query }: SheetsProps) {
  const mayChange = roleCovers(operator.role, 'admin');
  if (open?.kind === 'new' && mayChange && integrations.length > 0)
    return <NewSheet integrations={integrations} query={query} />;
  if (open?.kind === 'new-admin' && mayChange && integrations.length > 0)
    return <NewAdminSheet integrations={integrations} query={query} tenant={open.tenant} />;
  if (open?.kind !== 'link') return null;
  const link = await findLink(open.id);
  if (!link) return null;
  const [adminLinks, messages, plainUrl, connection] = await Promise.all([
    listAdminLinks(link.id),
    composeMessages(link),
    findPlainUrl(link),
    findMade(link),
  ]);
  const name = linkName(link);
  const title = `${KIND_LABELS[link.kind]} for ${name}`;
  return (
    <UrlSheet key={link.id} title={title} closeHref={linksPath(query)}>
      <LinkDetail
        link={link}
        adminLinks={adminLinks}
        names={names}
        mayChange={mayChange}
        messages={messages}
        plainUrl={plainUrl}
        connection={connection}
      />
    </UrlSheet>
  );
}
