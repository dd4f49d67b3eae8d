import { Building2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { EmptyState } from '#components/empty-state';
import { ListTable } from '#components/list-table';
import { LiveRefresh } from '#components/live-refresh';
import { QueryFilterChips } from '#components/query-filter-chips';
import { listTenants, type TenantRow, type TenantState, tenantStates } from '#lib/connections/tenant/tenants';
import { ListSearch, NothingFits } from '../../../list-filters';
import { ListPages, rangeText } from '../../../list-pages';
import { integrationPath } from '../../paths';
import type { TabProps } from '../tab-props';
import { AdminLinksDialog } from './admin-links-dialog';
import { TenantLine } from './tenant-line';

const querySchema = z.object({
  state: z.enum(tenantStates).optional().catch(undefined),
  search: z.string().trim().max(200).optional().catch(undefined),
  ask: z.string().trim().max(600).catch('').default(''),
  from: z.coerce.number().int().min(0).max(1_000_000).catch(0),
});

const pageSize = 50;
const stateWords: Record<TenantState, string> = { withdrawn: 'Withdrawn', waiting: 'Waiting', live: 'Live' };

function NoTenants() {
  return (
    <EmptyState
      icon={Building2}
      title="No tenants yet"
      description="A tenant is connected when its admin opens their link and approves. Paste the tenants, and each gets a link of its own."
    />
  );
}

interface TableProps extends Pick<TabProps, 'integration' | 'canChange'> {
  rows: readonly TenantRow[];
}

function Table({ rows, integration, canChange }: TableProps) {
  return (
    <ListTable
      label="Tenants"
      width="page"
      columns={[
        'Tenant',
        { name: 'Consent', className: 'hidden sm:table-cell' },
        { name: 'Permissions', className: 'hidden sm:table-cell' },
        { name: 'Daily call', className: 'hidden lg:table-cell' },
        canChange && { name: 'Actions', srOnly: true },
      ]}
    >
      {rows.map((row) => (
        <TenantLine
          key={row.connection?.id ?? row.link?.id}
          row={row}
          integration={integration}
          canChange={canChange}
        />
      ))}
    </ListTable>
  );
}

interface HeadProps {
  uniqueKey: string;
  search: string | undefined;
  isEmpty: boolean;
  create: ReactNode;
}

/**
 * The search and the button beside it. The button has its place here with and without tenants: its dialog shows links
 * that were just made, and must not close when the list refreshes itself.
 */
function Head({ uniqueKey, search, isEmpty, create }: HeadProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 empty:hidden">
      {isEmpty ? (
        <p className="text-muted-foreground">One connection for each tenant whose admin approves.</p>
      ) : (
        <ListSearch
          action={integrationPath(uniqueKey)}
          name="search"
          value={search}
          keeps={['tab', 'state']}
          label="Search tenants"
          placeholder="Name, domain or id"
        />
      )}
      {create}
    </div>
  );
}

function States({ counts }: { counts: Record<TenantState, number> }) {
  return (
    <QueryFilterChips
      label="Consent"
      name="state"
      options={tenantStates.map((value) => ({ value, label: stateWords[value], count: counts[value] }))}
      clears={['from']}
    />
  );
}

type Query = z.output<typeof querySchema>;

function Pages({ href, query: { from, state, search }, total }: { href: string; query: Query; total: number }) {
  const hrefFrom = (start: number) =>
    `${href}&${new URLSearchParams({ ...(state && { state }), ...(search && { search }), from: String(start) })}`;
  const left = total - from;
  return (
    <ListPages
      what="tenants"
      newest={from > 0 ? hrefFrom(0) : undefined}
      range={left > 0 ? rangeText({ shown: Math.min(left, pageSize), left, total }) : undefined}
      older={left > pageSize ? hrefFrom(from + pageSize) : undefined}
    />
  );
}

/** The tenants of an integration with application permissions, filtered by the state of their admins' consent. */
export async function TenantsTab({ integration, canChange, query: sent = {} }: TabProps) {
  const query = querySchema.parse(sent);
  const page = { from: query.from, limit: pageSize };
  const { tenants: rows, total, counts } = await listTenants(integration, query, page);
  const { id, uniqueKey } = integration;
  const href = integrationPath(uniqueKey, { tab: 'tenants' });
  // Another tenant to ask is another dialog, which then opens by itself.
  const create = canChange ? <AdminLinksDialog key={query.ask} id={id} tenant={query.ask} /> : null;
  const isEmpty = counts.live + counts.waiting + counts.withdrawn === 0;
  const empty = isEmpty ? (
    <NoTenants />
  ) : (
    <NothingFits
      title="No tenant matches"
      description="Search looks at names, domains, ids and end users."
      href={href}
    />
  );
  return (
    <div className="grid gap-4">
      <Head uniqueKey={uniqueKey} search={query.search} isEmpty={isEmpty} create={create} />
      {isEmpty ? null : <States counts={counts} />}
      {rows.length > 0 ? <Table rows={rows} integration={integration} canChange={canChange} /> : empty}
      <Pages href={href} query={query} total={total} />
      <LiveRefresh topics={['link', 'connection']} />
    </div>
  );
}
