import { isSandbox } from '#lib/clouds';
import type { IntegrationRow } from '#lib/integrations/schema';
import { findLink, listAdminLinks } from '#lib/links/links';
import { roleCovers } from '#lib/operators/schema';
import type { Operator } from '#lib/session';
import { LinkDetail } from './link-detail';
import { linkName } from './links-table';
import { NewLinkForm } from './new-link-form';
import { type LinksQuery, linksPath } from './paths';
import { UrlSheet } from './url-sheet';
import { KIND_LABELS } from './words';

interface SheetsProps {
  open: { kind: 'new' } | { kind: 'link'; id: string } | undefined;
  operator: Operator;
  integrations: readonly IntegrationRow[];
  names: ReadonlyMap<string, string>;
  query: LinksQuery;
}

function NewSheet({ integrations, query }: Pick<SheetsProps, 'integrations' | 'query'>) {
  const options = integrations.map(({ uniqueKey, displayName, cloud }) => ({
    uniqueKey,
    displayName,
    isSandbox: isSandbox(cloud),
  }));
  const chosen = options.find(({ uniqueKey }) => uniqueKey === query.integration) ?? options[0];
  return (
    <UrlSheet title="New link" description="Only the first field is needed." closeHref={linksPath()}>
      <NewLinkForm integrations={options} chosen={chosen?.uniqueKey} closeHref={linksPath()} />
    </UrlSheet>
  );
}

/** What is open over the list: one link, or the form for a new one. */
export async function Sheets({ open, operator, integrations, names, query }: SheetsProps) {
  const mayChange = roleCovers(operator.role, 'admin');
  if (open?.kind === 'new' && mayChange && integrations.length > 0)
    return <NewSheet integrations={integrations} query={query} />;
  if (open?.kind !== 'link') return null;
  const link = await findLink(open.id);
  if (!link) return null;
  const adminLinks = await listAdminLinks(link.id);
  const name = linkName(link);
  const title = `${KIND_LABELS[link.kind]} for ${name}`;
  return (
    <UrlSheet key={link.id} title={title} closeHref={linksPath(query)}>
      <LinkDetail link={link} adminLinks={adminLinks} names={names} mayChange={mayChange} />
    </UrlSheet>
  );
}
