import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { LiveRefresh } from '#components/live-refresh';
import { PageHeader } from '#components/page-header';
import { ButtonLink } from '#components/ui/button-link';
import { requireOperator } from '#lib/auth/session';
import { listIntegrations } from '#lib/integrations/integrations';
import { countByLinkState, countListed, findAdminLinks, listLinks } from '#lib/links/links';
import { roleCovers } from '#lib/roles';
import { ListPages, rangeText } from '../list-pages';
import { EmptyLinks } from './empty-links';
import { LinksTable } from './links-table';
import { type LinksQuery, linksPath, readLinksQuery, readSheet, type Search } from './paths';
import { Sheets } from './sheets';
import { Toolbar } from './toolbar';

export const metadata: Metadata = { title: 'Links' };

const nothing = { links: [], next: undefined, range: undefined };

async function readPage(wanted: LinksQuery) {
  const [{ links, next }, total, left] = await Promise.all([
    listLinks(wanted),
    countListed({ ...wanted, before: undefined }),
    countListed(wanted),
  ]);
  return { links, next, range: links.length > 0 ? rangeText({ shown: links.length, left, total }) : undefined };
}

export default async function LinksPage({ searchParams }: { searchParams: Promise<Search> }) {
  const operator = await requireOperator('viewer');
  const search = await searchParams;
  const query = readLinksQuery(search);
  const open = readSheet(search);
  const integrations = await listIntegrations();
  const names = new Map(integrations.map(({ id, displayName }) => [id, displayName]));
  // In the form's URL, the integration is the initial choice and not a filter.
  const filter = open && open.kind !== 'link' ? {} : query;
  const integration = integrations.find(({ uniqueKey }) => uniqueKey === filter.integration)?.id;
  const isUnknown = filter.integration !== undefined && integration === undefined;
  const { links, next, range } = isUnknown ? nothing : await readPage({ ...filter, integration });
  const counts = await countByLinkState({ integration, search: filter.search });
  const waiting = links.filter(({ state }) => state === 'awaiting_admin').map(({ id }) => id);
  const adminLinks = await findAdminLinks(waiting);
  const mayChange = roleCovers(operator.role, 'admin');
  const isFiltered = Boolean(filter.status || filter.integration || filter.search || filter.before);
  const isEmpty = links.length === 0 && !isFiltered;
  return (
    <>
      <PageHeader
        title="Links"
        description="Invitations to connect a Microsoft account, and how far each has come."
        actions={
          mayChange && integrations.length > 0 && !isEmpty ? (
            <ButtonLink href={linksPath({ new: '1' })} scroll={false}>
              <Plus aria-hidden="true" />
              Create link
            </ButtonLink>
          ) : null
        }
      />
      {isEmpty ? null : <Toolbar query={filter} integrations={integrations} counts={counts} />}
      {links.length > 0 ? (
        <LinksTable links={links} names={names} query={filter} mayChange={mayChange} adminLinks={adminLinks} />
      ) : (
        <EmptyLinks hasIntegrations={integrations.length > 0} isFiltered={isFiltered} mayChange={mayChange} />
      )}
      <ListPages
        what="links"
        newest={filter.before && linksPath({ ...filter, before: undefined })}
        range={range}
        older={next && linksPath({ ...filter, before: next })}
      />
      <Sheets open={open} operator={operator} integrations={integrations} names={names} query={query} />
      <LiveRefresh topics={['link']} />
    </>
  );
}
