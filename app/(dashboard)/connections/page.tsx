import { Cable, Link2 } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '#components/empty-state';
import { PageHeader } from '#components/page-header';
import { ButtonLink } from '#components/ui/button-link';
import { requireOperator } from '#lib/auth/session';
import { countConnections, countFound, countListed, listConnections } from '#lib/connections/connections';
import { listIntegrations } from '#lib/integrations/integrations';
import { findOpenReauthorize } from '#lib/links/links';
import { roleCovers } from '#lib/roles';
import { NothingFits } from '../list-filters';
import { rangeText } from '../list-pages';
import { ConnectionsTable } from './connections-table';
import { DeletedNotice } from './deleted-notice';
import { Filters } from './filters';
import { Pager } from './pager';
import {
  type ConnectionsQuery,
  filterOf,
  filtersText,
  isFiltered,
  pageSize,
  readQuery,
  type SearchParams,
} from './query';
import { toLine } from './to-line';

export const metadata: Metadata = { title: 'Connections' };

function NoConnections({ mayChange, hasIntegration }: { mayChange: boolean; hasIntegration: boolean }) {
  return (
    <EmptyState
      icon={Cable}
      title="No connections yet"
      description={
        hasIntegration
          ? 'A connection appears here once somebody has opened a connect link and consented at Microsoft.'
          : 'A connection needs an integration first: one app registration at Microsoft plus what to ask for.'
      }
      actions={
        mayChange ? (
          <ButtonLink href={hasIntegration ? '/links?new=1' : '/integrations/new'}>
            <Link2 aria-hidden="true" />
            {hasIntegration ? 'Create link' : 'Add an integration'}
          </ButtonLink>
        ) : null
      }
    />
  );
}

async function readPage(query: ConnectionsQuery) {
  const { after, sort } = query;
  const wanted = filterOf(query);
  const [rows, total, left] = await Promise.all([
    listConnections(wanted, { limit: pageSize + 1, after, order: sort }),
    countListed(wanted),
    after && countListed(wanted, { after, order: sort }),
  ]);
  const shown = rows.slice(0, pageSize);
  const range = shown.length > 0 ? rangeText({ shown: shown.length, left: left ?? total, total }) : '';
  const last = shown.at(-1);
  return {
    shown,
    range,
    matching: total,
    next: rows.length > pageSize && last ? { createdAt: last.createdAt, id: last.id } : undefined,
  };
}

export default async function ConnectionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const operator = await requireOperator('viewer');
  const mayChange = roleCovers(operator.role, 'admin');
  const params = await searchParams;
  const query = readQuery(params);
  const [{ shown, range, matching, next }, counts, integrations, found] = await Promise.all([
    readPage(query),
    countConnections(),
    listIntegrations(),
    query.search ? countFound(query.search) : undefined,
  ]);
  const open = await findOpenReauthorize(shown.filter(({ status }) => status !== 'healthy').map(({ id }) => id));
  const total = counts.healthy + counts.needs_reauthorization + counts.corrupt;
  const empty = isFiltered(query) ? (
    <NothingFits
      title="No connection matches"
      description="Search looks at names, user names, tenants, end users and connection ids."
      href="/connections"
    />
  ) : (
    <NoConnections mayChange={mayChange} hasIntegration={integrations.length > 0} />
  );
  return (
    <>
      <PageHeader
        title="Connections"
        description="Microsoft accounts whose tokens are kept fresh here."
        actions={mayChange && total > 0 ? <ButtonLink href="/links?new=1">Create link</ButtonLink> : null}
      />
      <DeletedNotice notice={params.notice} connectionId={params.deleted} />
      {total > 0 ? <Filters query={query} counts={counts} integrations={integrations} found={found} /> : null}
      {shown.length > 0 ? (
        <ConnectionsTable
          lines={shown.map((row) => toLine(row, open.get(row.id)))}
          mayChange={mayChange}
          total={matching}
          filters={filtersText(query)}
        />
      ) : (
        empty
      )}
      {shown.length > 0 || query.after ? <Pager query={query} next={next} range={range} /> : null}
    </>
  );
}
