import { Plus, Webhook } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyState } from '#components/empty-state';
import { LiveRefresh } from '#components/live-refresh';
import { PageHeader } from '#components/page-header';
import { TitledCard } from '#components/titled-card';
import { ButtonLink } from '#components/ui/button-link';
import { requireOperator } from '#lib/auth/session';
import { readEventRetention } from '#lib/events/events';
import { listIntegrations } from '#lib/integrations/integrations';
import { roleCovers } from '#lib/roles';
import { versionOf } from '#lib/version';
import { countByEndpoint } from '#lib/webhooks/deliveries';
import { listEndpoints, listOverrides } from '#lib/webhooks/endpoints';
import { UrlSheet } from '../links/url-sheet';
import { NumberForm } from '../settings/number-form';
import { saveEventRetention } from './actions';
import { EndpointForm } from './endpoint-form';
import { EndpointsTable } from './endpoints-table';
import { deliveriesPath } from './paths';

export const metadata: Metadata = { title: 'Webhooks' };

const fresh = { url: '', description: '', format: 'standard', types: [], integrationIds: [] };

async function NewEndpointSheet() {
  const integrations = await listIntegrations();
  return (
    <UrlSheet title="New endpoint" description="Only the address is needed." closeHref="/webhooks">
      <EndpointForm values={fresh} integrations={integrations.map(({ id, displayName }) => ({ id, displayName }))} />
    </UrlSheet>
  );
}

function Retention({ days, mayChange }: { days: number; mayChange: boolean }) {
  return (
    <TitledCard
      title="How long events are kept"
      description="Events and the record of their deliveries. A backend that polls GET /api/events instead has to ask at least this often."
    >
      {mayChange ? (
        <NumberForm
          save={saveEventRetention}
          saved="Saved. What is older is deleted within the hour."
          field={{ name: 'days', label: 'Days to keep events', hint: '3 to 365.', min: 3, max: 365, required: true }}
          value={days}
          version={versionOf(days)}
          button={{ label: 'Save days', pendingLabel: 'Saving' }}
        />
      ) : (
        <p>{days} days. An admin or owner can change it.</p>
      )}
    </TitledCard>
  );
}

export default async function WebhooksPage({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  const operator = await requireOperator('viewer');
  const [endpoints, overrides, counts, days] = await Promise.all([
    listEndpoints(),
    listOverrides(),
    countByEndpoint(),
    readEventRetention(),
  ]);
  const mayChange = roleCovers(operator.role, 'admin');
  const isNew = (await searchParams).new === '1';
  const add = (
    <ButtonLink href="/webhooks?new=1" scroll={false}>
      <Plus aria-hidden="true" />
      New endpoint
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Tell your server what happens: somebody connected, a grant was closed, a secret expires."
        actions={
          <>
            <ButtonLink href={deliveriesPath()} variant="outline">
              Deliveries
            </ButtonLink>
            {mayChange && endpoints.length > 0 ? add : null}
          </>
        }
      />
      <div className="grid gap-6">
        {endpoints.length > 0 ? (
          <EndpointsTable label="Webhook endpoints" endpoints={endpoints} counts={counts} />
        ) : (
          <EmptyState
            icon={Webhook}
            title="No endpoints yet"
            description={`Without one a backend has to ask what happened, by GET /api/events. ${
              mayChange ? 'Add the address of your server.' : 'An admin or owner adds the address of your server here.'
            }`}
            actions={mayChange ? add : null}
          />
        )}
        {overrides.length > 0 ? (
          <section className="grid gap-3" aria-labelledby="overrides">
            <h2 id="overrides" className="font-semibold text-base">
              Addresses set by connections
            </h2>
            <EndpointsTable label="Addresses set by connections" endpoints={overrides} counts={counts} />
          </section>
        ) : null}
        <TitledCard
          title="Addresses set by connections and sessions"
          description="A webhook_url_override takes the place of all endpoints for the events of its connection. All such addresses share one signing secret and one format."
        >
          <Link href="/webhooks/overrides" className="rounded-sm text-link underline underline-offset-4">
            Secret and format of overrides
          </Link>
        </TitledCard>
        <Retention days={days} mayChange={mayChange} />
      </div>
      {isNew && mayChange ? <NewEndpointSheet /> : null}
      <LiveRefresh topics={['connection', 'link']} />
    </>
  );
}
