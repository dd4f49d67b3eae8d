import Link from 'next/link';
import { Fragment } from 'react';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { StatusBadge } from '#components/status-badge';
import { TableCell, TableRow } from '#components/ui/table';
import { listAccountNames } from '#lib/connections/connections';
import type { Delivery } from '#lib/webhooks/schema';
import { type DeliveriesQuery, deliveriesPath } from './paths';
import { stateWords } from './words';

const badges = { waiting: 'expiring', delivered: 'healthy', failed: 'broken' } as const;

/** Where a delivery stands. */
export function DeliveryState({ delivery: { state } }: { delivery: Delivery }) {
  return <StatusBadge status={badges[state]} word={stateWords[state]} />;
}

/** Whose connection or link an event is about: the account where it is still there, else the end user. */
function whoseText({ event: { data } }: Delivery, names: ReadonlyMap<string, string>): string | undefined {
  const { connection_id: id, end_user: endUser } = data;
  return names.get(id ?? '') ?? endUser?.email ?? endUser?.display_name ?? endUser?.id ?? id;
}

function answerText({ lastStatus, lastError, tries }: Delivery): string {
  if (tries === 0 && lastStatus === null && !lastError) return 'Not tried yet';
  return lastStatus === null ? (lastError ?? '') : `Answered ${lastStatus}`;
}

/** The type of an event, which may break after a dot or an underscore. */
function TypeName({ type }: { type: string }) {
  return type.split(/(?<=[._])/).map((part) => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ));
}

interface DeliveriesTableProps {
  deliveries: readonly Delivery[];
  query: Partial<DeliveriesQuery>;
}

/** Deliveries, newest event first. */
export async function DeliveriesTable({ deliveries, query }: DeliveriesTableProps) {
  const names = await listAccountNames(deliveries.flatMap(({ event }) => event.data.connection_id ?? []));
  return (
    <ListTable
      label="Deliveries"
      columns={[
        'Event',
        'State',
        { name: 'Answer', className: 'hidden md:table-cell' },
        { name: 'Next try', className: 'hidden lg:table-cell' },
        { name: 'When', className: 'hidden sm:table-cell' },
      ]}
    >
      {deliveries.map((delivery) => (
        <TableRow key={delivery.id}>
          <TableCell>
            <Link
              href={deliveriesPath({ ...query, delivery: delivery.id })}
              scroll={false}
              className="wrap-anywhere rounded-sm font-medium underline-offset-4 hover:underline"
            >
              <TypeName type={delivery.event.type} />
            </Link>
            <span className="wrap-anywhere block text-sm">{whoseText(delivery, names)}</span>
            <span className="wrap-anywhere block text-muted-foreground text-xs">
              {new URL(delivery.url).host}
              <span className="sm:hidden">
                {' · '}
                <RelativeTime at={delivery.event.at} />
              </span>
            </span>
          </TableCell>
          <TableCell>
            <DeliveryState delivery={delivery} />
          </TableCell>
          <TableCell className="wrap-anywhere hidden max-w-sm md:table-cell">{answerText(delivery)}</TableCell>
          <TableCell className="hidden text-muted-foreground lg:table-cell">
            {delivery.state === 'waiting' ? <RelativeTime at={delivery.nextAt} /> : '–'}
          </TableCell>
          <TableCell className="hidden text-muted-foreground sm:table-cell">
            <RelativeTime at={delivery.event.at} />
          </TableCell>
        </TableRow>
      ))}
    </ListTable>
  );
}
