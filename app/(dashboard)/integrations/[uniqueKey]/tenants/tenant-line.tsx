import Link from 'next/link';
import { RelativeTime } from '#components/relative-time';
import { StatusBadge } from '#components/status-badge';
import { ButtonLink } from '#components/ui/button-link';
import { TableCell, TableRow } from '#components/ui/table';
import { labelScope } from '#lib/catalogue/schema';
import type { Probe } from '#lib/connections/schema';
import type { TenantRow } from '#lib/connections/tenant/tenants';
import { ReauthorizeLink } from '../../../connections/[id]/reauthorize-link';
import { CopyLinkButton } from '../../../links/copy-link-button';
import { RevokeButton } from '../../../links/revoke-button';
import { isUsable } from '../../../links/words';
import { askTenantPath, linkPath } from '../../paths';

interface TenantLineProps {
  row: TenantRow;
  integration: { uniqueKey: string; displayName: string };
  canChange: boolean;
}

type Row = { row: TenantRow };

function State({ row: { state, connection, link } }: Row) {
  if (state === 'live') return <StatusBadge status="healthy" word="Live" />;
  if (connection?.status === 'corrupt') return <StatusBadge status="corrupt" />;
  if (state === 'withdrawn') return <StatusBadge status="needs_reauthorization" word="Withdrawn" />;
  return link?.state === 'expired' ? (
    <StatusBadge status="expired" word="Link expired" />
  ) : (
    <StatusBadge status="awaiting_admin" word="Waiting" />
  );
}

/** What happened last, in one sentence. */
function Happened({ row: { connection, link, at } }: Row) {
  if (connection?.reason) return <span className="line-clamp-2">{connection.reason.message}</span>;
  if (link?.outcome) return <span className="line-clamp-2">{link.outcome.operatorMessage}</span>;
  const opened = link?.startedAt ?? link?.openedAt;
  if (opened)
    return (
      <>
        {link?.startedAt ? 'Went to Microsoft' : 'Link opened'} <RelativeTime at={opened} />
      </>
    );
  return (
    <>
      {connection ? 'Connected' : 'Not opened yet; link made'} <RelativeTime at={at} />
    </>
  );
}

const probeWords: Record<Probe['outcome'], string> = { ok: 'Let through', refused: 'Refused', unclear: 'Unclear' };

function LastProbe({ row: { connection } }: Row) {
  if (!connection) return '–';
  const { probe } = connection;
  if (!probe) return 'None yet';
  return (
    <>
      {probeWords[probe.outcome]}, <RelativeTime at={new Date(probe.at)} />
    </>
  );
}

function Roles({ row: { connection } }: Row) {
  if (connection?.status !== 'healthy') return <span className="hidden text-muted-foreground sm:inline">–</span>;
  const { granted, missing } = connection;
  if (granted.length + missing.length === 0) return <span className="text-muted-foreground">None asked in Entra</span>;
  if (missing.length === 0) return <span title={granted.map(labelScope).join(', ')}>All {granted.length} granted</span>;
  return (
    <span className="grid gap-1">
      <span className="text-warning">
        {missing.length} of {granted.length + missing.length} not granted
      </span>
      <code className="wrap-anywhere font-mono text-xs">{missing.map(labelScope).join(', ')}</code>
    </span>
  );
}

function Tenant({ row }: Row) {
  const { name, endUser, connection, link } = row;
  const href = connection ? `/connections/${connection.id}` : linkPath(link?.id ?? '');
  const details = [
    connection?.username === name ? undefined : connection?.username,
    endUser?.display_name,
    endUser?.id,
  ];
  return (
    <>
      <Link href={href} className="wrap-anywhere rounded-sm font-medium underline-offset-4 hover:underline">
        {name}
      </Link>
      <span className="wrap-anywhere block text-muted-foreground text-xs">
        {details.filter((one) => one && one !== name).join(' · ')}
      </span>
    </>
  );
}

function Actions({ row: { name, connection, link, state, endUser }, integration }: Omit<TenantLineProps, 'canChange'>) {
  if (link && isUsable(link))
    return (
      <>
        <CopyLinkButton id={link.id} name={name} />
        <RevokeButton id={link.id} name={name} />
      </>
    );
  if (link?.expectedTenant)
    return (
      <ButtonLink
        href={askTenantPath(integration.uniqueKey, [link.expectedTenant, endUser?.id].filter(Boolean).join(', '))}
        variant="outline"
        size="sm"
      >
        New link<span className="sr-only"> for {name}</span>
      </ButtonLink>
    );
  if (!connection || (state === 'live' && connection.missing.length === 0)) return null;
  const { id, username } = connection;
  const to = endUser?.email ?? '';
  return <ReauthorizeLink id={id} username={username} integrationName={integration.displayName} to={to} size="sm" />;
}

/** One tenant with the state of its admin's consent, and the possible actions. */
export function TenantLine({ row, integration, canChange }: TenantLineProps) {
  return (
    <TableRow>
      <TableCell className="max-w-64 align-top">
        <Tenant row={row} />
        <span className="mt-1.5 grid justify-items-start gap-1 sm:hidden">
          <State row={row} />
          <span className="text-muted-foreground text-xs">
            <Happened row={row} />
          </span>
          <span className="text-xs">
            <Roles row={row} />
          </span>
        </span>
      </TableCell>
      <TableCell className="hidden max-w-72 align-top sm:table-cell">
        <State row={row} />
        <span className="mt-1 block text-muted-foreground text-xs">
          <Happened row={row} />
        </span>
      </TableCell>
      <TableCell className="hidden align-top sm:table-cell">
        <Roles row={row} />
      </TableCell>
      <TableCell className="hidden align-top text-muted-foreground lg:table-cell">
        <LastProbe row={row} />
      </TableCell>
      {canChange ? (
        <TableCell className="align-top">
          <div className="flex flex-wrap items-center justify-end gap-1">
            <Actions row={row} integration={integration} />
          </div>
        </TableCell>
      ) : null}
    </TableRow>
  );
}
