import Link from 'next/link';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { TableCell, TableRow } from '#components/ui/table';
import type { ActivityRow } from '#lib/activity/schema';
import { linksPath } from '../links/paths';
import { shortId } from '../links/words';
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

/** Whose account it was, or which link somebody was on. */
function WhoCell({ connection, link }: ActivityRow) {
  if (connection)
    return (
      <Link href={`/connections/${connection.id}`} className={linkLook}>
        {connection.account}
      </Link>
    );
  if (!link) return <span className="text-muted-foreground">–</span>;
  return (
    <Link href={linksPath({ link: link.id })} className={linkLook}>
      {link.person ?? 'Anyone with link'} {link.person ? null : <span className="font-mono">{shortId(link.id)}</span>}
    </Link>
  );
}

function Line({ row, query }: { row: ActivityRow; query: ActivityQuery }) {
  const { integration } = row;
  return (
    <TableRow aria-selected={query.event === row.id}>
      <TableCell className="max-w-md">
        <WhatCell row={row} query={query} />
      </TableCell>
      <TableCell>
        <OutcomeBadge outcome={row.outcome} />
      </TableCell>
      <TableCell className="hidden max-w-56 break-words md:table-cell">
        <WhoCell {...row} />
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
    <ListTable
      label="Activity"
      width="page"
      columns={[
        'What happened',
        'Outcome',
        { name: 'Person', className: 'hidden md:table-cell' },
        { name: 'Integration', className: 'hidden lg:table-cell' },
        { name: 'When', className: 'hidden sm:table-cell' },
      ]}
    >
      {rows.map((row) => (
        <Line key={row.id} row={row} query={query} />
      ))}
    </ListTable>
  );
}
