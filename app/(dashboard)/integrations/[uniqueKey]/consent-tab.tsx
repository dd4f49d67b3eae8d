import Link from 'next/link';
import { LiveRefresh } from '#components/live-refresh';
import { RelativeTime } from '#components/relative-time';
import { StatusBadge } from '#components/status-badge';
import { TitledCard } from '#components/titled-card';
import { Alert } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import { labelScope } from '#lib/catalogue/schema';
import { listMissing, mostShown, type TenantToAsk } from '#lib/connections/scopes';
import { listConsentLinks, listWaitingLinks } from '#lib/links/admin-link';
import type { LinkRow } from '#lib/links/schema';
import { adminLinkPath, linkPath, waitingLinksPath } from '../paths';
import { MissingTable } from './missing-table';
import type { TabProps } from './tab-props';

const people = (count: number) => (count === 1 ? '1 person waits' : `${count} people wait`);
const connections = (count: number) => (count === 1 ? '1 connection' : `${count} connections`);

function Tenants({
  tenants,
  uniqueKey,
  canChange,
}: {
  tenants: readonly TenantToAsk[];
  uniqueKey: string;
  canChange: boolean;
}) {
  if (tenants.length === 0) return null;
  return (
    <TitledCard title="Organizations whose admin has to approve first">
      <p className="mb-3 max-w-prose text-muted-foreground text-sm">
        Only an admin can grant these permissions, or most organizations leave them to one. Send the admin their link
        before people reauthorize, or each of them is stopped.
      </p>
      <ul className="grid gap-3">
        {tenants.map(({ tid, tenantName, connections: count, scopes }) => (
          <li
            key={tid}
            className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-border p-3"
          >
            <div className="min-w-0 text-sm">
              <span className="block break-words font-medium">{tenantName ?? tid}</span>
              <span className="block text-muted-foreground">
                {connections(count)} ·{' '}
                <code className="break-all font-mono text-xs">{scopes.map(labelScope).join(', ')}</code>
              </span>
            </div>
            {canChange ? (
              <ButtonLink href={adminLinkPath(uniqueKey, tid)} variant="outline" size="sm">
                Create admin-consent link
                <span className="sr-only"> for {tenantName ?? tid}</span>
              </ButtonLink>
            ) : null}
          </li>
        ))}
      </ul>
    </TitledCard>
  );
}

function AdminLink({ link }: { link: LinkRow }) {
  const { id, state, expectedTenant, createdAt } = link;
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 text-sm">
      <Link href={linkPath(id)} className="min-w-0 break-words rounded-sm text-link underline underline-offset-4">
        {expectedTenant ?? 'Any organization'}
      </Link>
      <span className="flex items-center gap-3 text-muted-foreground">
        <RelativeTime at={createdAt} />
        <StatusBadge status={state} />
      </span>
    </li>
  );
}

type AdminLinksProps = { links: readonly LinkRow[]; waiting: number; uniqueKey: string; canChange: boolean };

function AdminLinks({ links, waiting, uniqueKey, canChange }: AdminLinksProps) {
  return (
    <TitledCard title="Admin-consent links" contentClassName="grid gap-4">
      {waiting > 0 ? (
        <Alert variant="warning">
          <span>
            {people(waiting)} for an admin.{' '}
            <Link href={waitingLinksPath(uniqueKey)} className="rounded-sm underline underline-offset-4">
              See their links
            </Link>
          </span>
        </Alert>
      ) : null}
      {links.length > 0 ? (
        <ul aria-label="Admin-consent links" className="grid gap-2">
          {links.map((link) => (
            <AdminLink key={link.id} link={link} />
          ))}
        </ul>
      ) : (
        <p className="max-w-prose text-muted-foreground text-sm">
          None yet. With one, an admin approves once for a whole organization, before anybody there connects.
        </p>
      )}
      {canChange ? (
        <ButtonLink href={adminLinkPath(uniqueKey)} variant="outline" className="w-fit">
          Create admin-consent link
        </ButtonLink>
      ) : null}
    </TitledCard>
  );
}

function summary({ total, lacking }: { total: number; lacking: number }): string {
  if (total === 0) return 'There are no connections yet. What is asked counts from the first one on.';
  if (lacking === 0) return 'Every connection has what this integration asks for.';
  const verb = lacking === 1 ? 'lacks' : 'lack';
  return `${lacking} of ${connections(total)} ${verb} something this integration asks for now. A reauthorization adds it; ids, metadata and history stay.`;
}

/** Which connections lack permissions that are requested by now, and who has to approve them. */
export async function ConsentTab({ integration, canChange }: TabProps) {
  const { id, uniqueKey, accountTypes } = integration;
  const [missing, links, waiting] = await Promise.all([
    listMissing(integration),
    listConsentLinks(id),
    listWaitingLinks(id),
  ]);
  return (
    <div className="grid gap-6">
      <section aria-labelledby="missing" className="grid gap-3">
        <h2 id="missing" className="font-semibold">
          Missing permissions
        </h2>
        <p className="max-w-prose text-sm">{summary(missing)}</p>
        {missing.connections.length > 0 ? <MissingTable rows={missing.connections} canChange={canChange} /> : null}
        {missing.lacking > missing.connections.length ? (
          <p className="text-muted-foreground text-sm">The newest {mostShown} are shown.</p>
        ) : null}
      </section>
      <Tenants tenants={missing.tenants} uniqueKey={uniqueKey} canChange={canChange} />
      {accountTypes === 'personal' ? null : (
        <AdminLinks links={links} waiting={waiting.length} uniqueKey={uniqueKey} canChange={canChange} />
      )}
      <LiveRefresh topics={['link', 'connection']} />
    </div>
  );
}
