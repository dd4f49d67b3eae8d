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
  from: z.coerce.number().int().min(0).max(1_000_000).catch(0),
});

const pageSize = 50;
const stateWords: Record<TenantState, string> = { withdrawn: 'Withdrawn', waiting: 'Waiting', live: 'Live' };

function NoTenants({ create }: { create: ReactNode }) {
  return (
    <EmptyState
      icon={Building2}
      title="No tenants yet"
      description="A tenant is connected when its admin opens their link and approves. Paste the tenants, and each gets a link of its own."
      actions={create}
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

interface FiltersProps {
  uniqueKey: string;
  search: string | undefined;
  counts: Record<TenantState, number>;
  create: ReactNode;
}

function Filters({ uniqueKey, search, counts, create }: FiltersProps) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ListSearch
          action={integrationPath(uniqueKey)}
          name="search"
          value={search}
          keeps={['tab', 'state']}
          label="Search tenants"
          placeholder="Name, domain or id"
        />
        {create}
      </div>
      <QueryFilterChips
        label="Consent"
        name="state"
        options={tenantStates.map((value) => ({ value, label: stateWords[value], count: counts[value] }))}
        clears={['from']}
      />
    </>
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
  const { tenants, counts } = await listTenants(integration, query);
  const { id, uniqueKey } = integration;
  const href = integrationPath(uniqueKey, { tab: 'tenants' });
  const create = canChange ? <AdminLinksDialog id={id} /> : null;
  const isEmpty = counts.live + counts.waiting + counts.withdrawn === 0;
  const rows = tenants.slice(query.from, query.from + pageSize);
  const empty = isEmpty ? (
    <NoTenants create={create} />
  ) : (
    <NothingFits
      title="No tenant matches"
      description="Search looks at names, domains, ids and end users."
      href={href}
    />
  );
  return (
    <div className="grid gap-4">
      {isEmpty ? null : <Filters uniqueKey={uniqueKey} search={query.search} counts={counts} create={create} />}
      {rows.length > 0 ? <Table rows={rows} integration={integration} canChange={canChange} /> : empty}
      <Pages href={href} query={query} total={tenants.length} />
      <LiveRefresh topics={['link', 'connection']} />
    </div>
  );
}
