import Link from 'next/link';
import type { ReactNode } from 'react';
import { CopyButton } from '#components/copy-button';
import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import type { ConnectionDetail } from '#lib/connections/schema';
import { integrationPath } from '../../integrations/paths';

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </div>
  );
}

export function IdFact({ name, value }: { name: string; value: string }) {
  return (
    <Fact name={name}>
      <span className="flex min-w-0 items-center gap-1">
        <code className="break-all font-mono text-xs leading-5">{value}</code>
        <CopyButton text={value} label={name.toLowerCase()} />
      </span>
    </Fact>
  );
}

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
