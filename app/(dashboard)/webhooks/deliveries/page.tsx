import { Send } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '#components/empty-state';
import { LiveRefresh } from '#components/live-refresh';
import { PageHeader } from '#components/page-header';
import { QueryFilterChips } from '#components/query-filter-chips';
import { QuerySelect } from '#components/query-select';
import { requireOperator } from '#lib/auth/session';
import { findConnection } from '#lib/connections/connections';
import { maskAddress } from '#lib/masked-address';
import { roleCovers } from '#lib/roles';
import { findDelivery, listDeliveries } from '#lib/webhooks/deliveries';
import { listEndpoints, listOverrides } from '#lib/webhooks/endpoints';
import { deliveryStates } from '#lib/webhooks/schema';
import { UrlSheet } from '../../links/url-sheet';
import { ListPages } from '../../list-pages';
import { DeliveriesTable } from '../deliveries-table';
import { type DeliveriesQuery, deliveriesPath, deliveriesPerPage, readDeliveriesQuery } from '../paths';
import { stateWords } from '../words';
import { DeliveryDetail } from './delivery-detail';

export const metadata: Metadata = { title: 'Deliveries' };

type Search = Promise<Record<string, string | string[] | undefined>>;

const clears = ['before', 'delivery'];
const states = deliveryStates.map((value) => ({ value, label: stateWords[value] }));

async function Filters() {
  const endpoints = [...(await listEndpoints()), ...(await listOverrides())];
  const options = endpoints.map(({ id, url }) => ({ value: id, label: maskAddress(url) }));
  return (
    <div className="mb-4 grid gap-3">
      <QueryFilterChips label="State" name="state" options={states} clears={clears} />
      <QuerySelect
        label="Endpoint"
        name="endpoint"
        all="All endpoints"
        options={options}
        clears={clears}
        className="max-w-md"
      />
    </div>
  );
}

async function DetailSheet({ query, mayChange }: { query: DeliveriesQuery; mayChange: boolean }) {
  const delivery = query.delivery && (await findDelivery(query.delivery));
  if (!delivery) return null;
  return (
    <UrlSheet
      key={delivery.id}
      title={delivery.event.type}
      closeHref={deliveriesPath({ ...query, delivery: undefined })}
    >
      <DeliveryDetail delivery={delivery} mayChange={mayChange} />
    </UrlSheet>
  );
}

export default async function DeliveriesPage({ searchParams }: { searchParams: Search }) {
  const operator = await requireOperator('viewer');
  const query = readDeliveriesQuery(await searchParams);
  const { endpoint: endpointId, connection: connectionId, state, before } = query;
  const [deliveries, connection] = await Promise.all([
    listDeliveries({ endpointId, connectionId, state }, { limit: deliveriesPerPage, before }),
    connectionId ? findConnection(connectionId) : undefined,
  ]);
  const last = deliveries.length === deliveriesPerPage ? deliveries.at(-1)?.position : undefined;
  const shown = { ...query, delivery: undefined };
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/webhooks', label: 'Webhooks' }]}
        title="Deliveries"
        description={
          connection
            ? `What was sent about ${connection.displayName}, to every endpoint.`
            : 'Every event with each endpoint it is for.'
        }
      />
      <Filters />
      {deliveries.length > 0 ? (
        <DeliveriesTable deliveries={deliveries} query={shown} />
      ) : (
        <EmptyState
          icon={Send}
          title="No deliveries"
          description="Nothing that fits was sent, or it is older than events are kept."
        />
      )}
      <ListPages
        what="deliveries"
        newest={before && deliveriesPath({ ...shown, before: undefined })}
        older={last && deliveriesPath({ ...shown, before: last })}
      />
      <DetailSheet query={query} mayChange={roleCovers(operator.role, 'admin')} />
      <LiveRefresh topics={['connection', 'link']} />
    </>
  );
}
