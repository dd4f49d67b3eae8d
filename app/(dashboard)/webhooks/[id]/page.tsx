import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ConfirmButton } from '#components/confirm-button';
import { LiveRefresh } from '#components/live-refresh';
import { PageHeader } from '#components/page-header';
import { Snippet } from '#components/snippet';
import { TitledCard } from '#components/titled-card';
import { Alert } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import { requireOperator } from '#lib/auth/session';
import { isGuid } from '#lib/guid';
import { listIntegrations } from '#lib/integrations/integrations';
import { maskAddress } from '#lib/masked-address';
import { roleCovers } from '#lib/roles';
import { versionOf } from '#lib/version';
import { listDeliveries } from '#lib/webhooks/deliveries';
import { findEndpoint, readOverrides } from '#lib/webhooks/endpoints';
import type { Endpoint } from '#lib/webhooks/schema';
import { removeEndpoint, switchEndpoint } from '../actions';
import { DeliveriesTable } from '../deliveries-table';
import { EndpointForm } from '../endpoint-form';
import { EndpointState } from '../endpoints-table';
import { valuesOf } from '../form-values';
import { deliveriesPath } from '../paths';
import { verifyTabs } from '../verify-snippets';
import { disabledSentence } from '../words';
import { SecretCard } from './secret-card';
import { SendCard } from './send-card';

export const metadata: Metadata = { title: 'Webhook endpoint' };

const newest = 10;

async function findShown(id: string): Promise<Endpoint> {
  if (id === 'overrides') return readOverrides();
  const found = isGuid(id) ? await findEndpoint(id) : undefined;
  return found?.kind === 'endpoint' ? found : notFound();
}

function Switch({ endpoint: { id, disabledAt } }: { endpoint: Endpoint }) {
  const to = disabledAt ? 'on' : 'off';
  return (
    <ConfirmButton
      action={switchEndpoint}
      fields={{ id, to }}
      destructive={to === 'off'}
      title={to === 'on' ? 'Switch this endpoint on?' : 'Switch this endpoint off?'}
      description={
        to === 'on'
          ? 'Events are sent from now on. What happened meanwhile can be resent.'
          : 'Nothing is sent any more, and what waits is given up. It can be resent once the endpoint is on again.'
      }
      confirmLabel={to === 'on' ? 'Switch on' : 'Switch off'}
    >
      {to === 'on' ? 'Switch on' : 'Switch off'}
    </ConfirmButton>
  );
}

function Actions({ endpoint }: { endpoint: Endpoint }) {
  return (
    <>
      <Switch endpoint={endpoint} />
      {endpoint.kind === 'endpoint' ? (
        <ConfirmButton
          action={removeEndpoint}
          fields={{ id: endpoint.id }}
          title="Delete this endpoint?"
          description="The record of its deliveries goes with it. This cannot be undone."
          confirmLabel="Delete endpoint"
        >
          Delete
        </ConfirmButton>
      ) : null}
    </>
  );
}

async function Newest({ endpoint }: { endpoint: Endpoint }) {
  const deliveries = await listDeliveries({ endpointId: endpoint.id }, { limit: newest });
  const query = { endpoint: endpoint.id };
  return (
    <TitledCard title="Newest deliveries" contentClassName="grid gap-4">
      {deliveries.length > 0 ? (
        <DeliveriesTable deliveries={deliveries} query={query} />
      ) : (
        <p className="text-muted-foreground">Nothing was sent yet.</p>
      )}
      <div>
        <ButtonLink href={deliveriesPath(query)} variant="outline" size="sm">
          All deliveries
        </ButtonLink>
      </div>
    </TitledCard>
  );
}

export default async function EndpointPage({ params }: { params: Promise<{ id: string }> }) {
  const operator = await requireOperator('viewer');
  const endpoint = await findShown((await params).id);
  const integrations = await listIntegrations();
  const mayChange = roleCovers(operator.role, 'admin');
  const off = disabledSentence(endpoint);
  const { kind, url } = endpoint;
  const values = valuesOf(endpoint);
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/webhooks', label: 'Webhooks' }]}
        title={kind === 'endpoint' ? new URL(url).host : 'Overrides'}
        description={
          kind === 'endpoint' ? (
            <span className="wrap-anywhere font-mono text-[13px]">{mayChange ? url : maskAddress(url)}</span>
          ) : undefined
        }
        status={<EndpointState endpoint={endpoint} />}
        actions={mayChange ? <Actions endpoint={endpoint} /> : null}
      />
      <div className="grid gap-6">
        {off ? <Alert variant="warning">{off}</Alert> : null}
        {kind === 'endpoint' ? <Newest endpoint={endpoint} /> : null}
        {mayChange ? (
          <>
            {kind === 'endpoint' ? <SendCard id={endpoint.id} /> : null}
            <SecretCard id={endpoint.id} oldSecretUntil={endpoint.oldSecretUntil} />
            <TitledCard title="What it gets">
              <EndpointForm
                id={endpoint.id}
                kind={kind === 'endpoint' ? 'endpoint' : 'overrides'}
                values={values}
                version={versionOf(values)}
                integrations={integrations.map(({ id, displayName }) => ({ id, displayName }))}
              />
            </TitledCard>
          </>
        ) : null}
        <TitledCard
          title="Verify a request"
          description="Use the body exactly as it arrived. Receivers written for Nango verify X-Nango-Hmac-Sha256 with the same secret, as it is shown."
        >
          <Snippet label="Verify a webhook" tabs={verifyTabs} />
        </TitledCard>
      </div>
      <LiveRefresh topics={['connection', 'link']} />
    </>
  );
}
