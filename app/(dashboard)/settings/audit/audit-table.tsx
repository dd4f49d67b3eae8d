import Link from 'next/link';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { TableCell, TableRow } from '#components/ui/table';
import type { AuditEvent } from '#lib/audit/schema';
import { actorWords } from '../../connections/words';
import { type AuditQuery, auditHref } from './query';
import { actionText, usernameIn } from './words';

interface AuditTableProps {
  events: readonly AuditEvent[];
  query: AuditQuery;
  /** Whom subjects are about. */
  names: ReadonlyMap<string, string>;
}

function About({ event, names }: { event: AuditEvent; names: AuditTableProps['names'] }) {
  const name = names.get(event.subject) ?? usernameIn(event);
  if (!name) return event.subject;
  return (
    <>
      <span className="block text-foreground">{name}</span>
      <span className="text-xs">{event.subject}</span>
    </>
  );
}

function Line({ event, query, names }: Omit<AuditTableProps, 'events'> & { event: AuditEvent }) {
  return (
    <TableRow aria-selected={query.event === event.id}>
      <TableCell>
        <Link
          href={auditHref({ ...query, event: event.id })}
          scroll={false}
          className="rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {actionText(event.action)}
        </Link>
        <span className="block text-muted-foreground text-xs sm:hidden">
          {actorWords(event.actor)} · <RelativeTime at={event.at} />
        </span>
      </TableCell>
      <TableCell className="wrap-anywhere hidden max-w-64 sm:table-cell">{actorWords(event.actor)}</TableCell>
      <TableCell className="wrap-anywhere max-w-72 text-muted-foreground">
        <About event={event} names={names} />
      </TableCell>
      <TableCell className="hidden text-muted-foreground sm:table-cell">
        <RelativeTime at={event.at} />
      </TableCell>
    </TableRow>
  );
}

/** Who did what, newest first. */
export function AuditTable({ events, ...rest }: AuditTableProps) {
  return (
    <ListTable
      label="Audit log"
      width="page"
      columns={[
        'What',
        { name: 'Who', className: 'hidden sm:table-cell' },
        'About',
        { name: 'When', className: 'hidden sm:table-cell' },
      ]}
    >
      {events.map((event) => (
        <Line key={event.id} event={event} {...rest} />
      ))}
    </ListTable>
  );
}
