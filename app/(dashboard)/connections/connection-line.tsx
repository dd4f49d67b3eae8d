import Link from 'next/link';
import { RelativeTime } from '#components/relative-time';
import { StatusBadge } from '#components/status-badge';
import { Avatar } from '#components/ui/avatar';
import { Badge } from '#components/ui/badge';
import { TableCell, TableRow } from '#components/ui/table';
import { isSandbox } from '#lib/clouds';
import type { ConnectionRow } from '#lib/connections/schema';
import { SelectRow } from './selection';
import { TokenMarks } from './token-marks';

type Line = { row: ConnectionRow };

function IntegrationName({ row: { integrationName, cloud } }: Line) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {integrationName}
      {isSandbox(cloud) ? <Badge variant="warning">Sandbox</Badge> : null}
    </span>
  );
}

function IntegrationCell({ row: { integrationName, cloud } }: Line) {
  return (
    <div className="max-w-36 2xl:max-w-64">
      <div className="truncate" title={integrationName}>
        {integrationName}
      </div>
      {isSandbox(cloud) ? <Badge variant="warning">Sandbox</Badge> : null}
    </div>
  );
}

function State({ row: { status, statusReason } }: Line) {
  return (
    <div className="grid justify-items-start gap-1">
      <StatusBadge status={status} />
      {statusReason ? (
        <span className="line-clamp-2 text-muted-foreground text-xs sm:max-w-44" title={statusReason.message}>
          {statusReason.message}
        </span>
      ) : null}
    </div>
  );
}

function Account({ row }: Line) {
  const { id, displayName, username } = row;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar name={displayName || username} className="hidden sm:inline-flex" />
      <div className="min-w-0">
        <Link
          href={`/connections/${id}`}
          data-row-link={id}
          className="wrap-anywhere rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {displayName || username}
        </Link>
        <div className="wrap-anywhere text-muted-foreground text-xs sm:truncate" title={username}>
          {username}
        </div>
        <div className="mt-1 text-muted-foreground text-xs lg:hidden">
          <IntegrationName row={row} />
        </div>
        <div className="mt-1.5 flex flex-wrap items-start gap-x-2 gap-y-1.5 lg:hidden">
          <div className="sm:hidden">
            <State row={row} />
          </div>
          <TokenMarks row={row} />
        </div>
      </div>
    </div>
  );
}

function EndUserCell({ row: { endUser } }: Line) {
  const name = endUser?.display_name ?? endUser?.email ?? endUser?.id;
  if (!name) return <span className="text-muted-foreground">None</span>;
  const more = [endUser?.email, endUser?.id].find((one) => one !== undefined && one !== name);
  return (
    <div className="max-w-32 2xl:max-w-64" title={[name, more].filter(Boolean).join(', ')}>
      <div className="truncate">{name}</div>
      {more ? <div className="truncate text-muted-foreground text-xs">{more}</div> : null}
    </div>
  );
}

/** One connection of the list. */
export function ConnectionLine({ row, mayChange }: Line & { mayChange: boolean }) {
  const { id, displayName, username, lastVendedAt, tokenExpiresAt } = row;
  return (
    <TableRow
      data-row={id}
      className="cursor-pointer has-data-checked:bg-primary/5 has-[[data-row-link]:focus-visible]:bg-accent"
    >
      {mayChange ? (
        <TableCell className="w-px pr-0 align-top sm:align-middle">
          <SelectRow id={id} name={displayName || username} />
        </TableCell>
      ) : null}
      <TableCell className="w-full max-w-0">
        <Account row={row} />
      </TableCell>
      <TableCell className="hidden lg:table-cell">
        <IntegrationCell row={row} />
      </TableCell>
      <TableCell className="hidden xl:table-cell">
        <EndUserCell row={row} />
      </TableCell>
      <TableCell className="hidden sm:table-cell">
        <State row={row} />
      </TableCell>
      <TableCell className="hidden lg:table-cell">
        <TokenMarks row={row} />
      </TableCell>
      <TableCell className="hidden text-muted-foreground xl:table-cell">
        {lastVendedAt ? <RelativeTime at={lastVendedAt} /> : 'Never'}
      </TableCell>
      <TableCell className="hidden text-muted-foreground lg:table-cell">
        <RelativeTime at={tokenExpiresAt} />
      </TableCell>
    </TableRow>
  );
}
