import Link from 'next/link';
import { Fact, IdFact } from '#components/fact';
import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import type { ConnectionDetail } from '#lib/connections/schema';
import { integrationPath } from '../../integrations/paths';

/** The connection's ids, times and integration. */
export function FactsCard({ connection }: { connection: ConnectionDetail }) {
  const { connectionId, integrationKey, integrationName, tid, oid, createdAt, lastRefreshedAt, lastVendedAt } =
    connection;
  return (
    <TitledCard title="Details">
      <dl className="grid gap-3">
        <IdFact name="Connection id" value={connectionId} />
        <Fact name="Integration">
          <Link
            href={integrationPath(integrationKey)}
            className="rounded-sm text-link underline-offset-4 hover:underline"
          >
            {integrationName}
          </Link>{' '}
          <code className="font-mono text-muted-foreground text-xs">{integrationKey}</code>
        </Fact>
        <IdFact name="Tenant id" value={tid} />
        <IdFact name="Object id" value={oid} />
        <Fact name="Connected">
          <RelativeTime at={createdAt} />
        </Fact>
        <Fact name="Last refreshed">
          <RelativeTime at={lastRefreshedAt} />
        </Fact>
        <Fact name="Last used">{lastVendedAt ? <RelativeTime at={lastVendedAt} /> : 'Never'}</Fact>
      </dl>
    </TitledCard>
  );
}
