import Link from 'next/link';
import { RelativeTime } from '#components/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table';
import type { ActivityRow } from '#lib/activity/schema';
import { OutcomeBadge } from './outcome-badge';
import { type ActivityQuery, activityHref, kindWords } from './query';

interface ActivityTableProps {
  rows: readonly ActivityRow[];
  query: ActivityQuery;
}

const linkLook = 'rounded-sm underline-offset-4 hover:underline';

function WhatCell({ row, query }: { row: ActivityRow; query: ActivityQuery }) {
  return (
    <>
      <Link
        href={activityHref({ ...query, event: row.id })}
        scroll={false}
        className={`wrap-anywhere line-clamp-2 font-medium ${linkLook}`}
      >
        {row.kind === 'proxy' ? <span className="font-mono text-[13px]">{row.summary}</span> : row.summary}
      </Link>
      <span className="block text-muted-foreground text-xs">
        {kindWords[row.kind]}
        {row.detail.ms === undefined ? '' : `, ${row.detail.ms} ms`}
        <span className="sm:hidden">
          {' · '}
          <RelativeTime at={row.at} />
        </span>
      </span>
    </>
  );
}

function Line({ row, query }: { row: ActivityRow; query: ActivityQuery }) {
  const { connection, integration } = row;
  return (
    <TableRow aria-selected={query.event === row.id}>
      <TableCell className="max-w-md">
        <WhatCell row={row} query={query} />
      </TableCell>
      <TableCell>
        <OutcomeBadge outcome={row.outcome} />
      </TableCell>
      <TableCell className="hidden max-w-56 break-words md:table-cell">
        {connection ? (
          <Link href={`/connections/${connection.id}`} className={linkLook}>
            {connection.account}
          </Link>
        ) : (
          <span className="text-muted-foreground">–</span>
        )}
      </TableCell>
      <TableCell className="hidden max-w-48 break-words lg:table-cell">
        {integration ? integration.displayName : <span className="text-muted-foreground">–</span>}
      </TableCell>
      <TableCell className="hidden text-muted-foreground sm:table-cell">
        <RelativeTime at={row.at} />
      </TableCell>
    </TableRow>
  );
}

/** All activity, newest first. */
export function ActivityTable({ rows, query }: ActivityTableProps) {
  return (
    <div className="-mx-4 border-border border-y md:-mx-6">
      <Table aria-label="Activity">
        <TableHeader>
          <TableRow>
            <TableHead>What happened</TableHead>
            <TableHead>Outcome</TableHead>
            <TableHead className="hidden md:table-cell">Connection</TableHead>
            <TableHead className="hidden lg:table-cell">Integration</TableHead>
            <TableHead className="hidden sm:table-cell">When</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <Line key={row.id} row={row} query={query} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
