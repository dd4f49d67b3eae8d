import Link from 'next/link';
import { Fact, IdFact } from '#components/fact';
import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import type { ConnectionDetail, Probe } from '#lib/connections/schema';
import { integrationPath } from '../../integrations/paths';

const probeWords: Record<Probe['outcome'], string> = {
  ok: 'Let through',
  refused: 'Refused',
  unclear: 'No clear answer',
};

/** Who let the app into a tenant, and whether it still is. */
function TenantFacts({ connection: { consent, probe } }: { connection: ConnectionDetail }) {
  if (!consent) return null;
  const { admin } = consent;
  const unknown = admin?.isAdmin === null ? ' (whether they are an admin was not told)' : '';
  return (
    <>
      <Fact name="Approved by">{admin ? `${admin.displayName}, ${admin.username}${unknown}` : 'Nobody signed in'}</Fact>
      <Fact name="Approved">
        <RelativeTime at={new Date(consent.at)} />
      </Fact>
      <Fact name="Daily call">
        {probe ? (
          <>
            {probeWords[probe.outcome]}, <RelativeTime at={new Date(probe.at)} />
          </>
        ) : (
          'None yet: one a day, where a permission or a released site allows a call'
        )}
      </Fact>
    </>
  );
}

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
        {oid ? <IdFact name="Object id" value={oid} /> : null}
        <TenantFacts connection={connection} />
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
