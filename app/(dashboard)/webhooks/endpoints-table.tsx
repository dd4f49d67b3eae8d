import Link from 'next/link';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { StatusBadge } from '#components/status-badge';
import { TableCell, TableRow } from '#components/ui/table';
import { maskAddress } from '#lib/masked-address';
import type { Endpoint, EndpointCounts } from '#lib/webhooks/schema';
import { deliveriesPath } from './paths';
import { formatWords, noCounts, rateText } from './words';

/** Whether an endpoint takes what is sent, in one badge. */
export function EndpointState({ endpoint: { disabledAt, failingSince } }: { endpoint: Endpoint }) {
  if (disabledAt) return <StatusBadge status="revoked" word="Off" />;
  if (failingSince) return <StatusBadge status="broken" word="Failing" />;
  return <StatusBadge status="healthy" word="On" />;
}

function Waiting({ counts: { waiting, oldestWaiting } }: { counts: EndpointCounts }) {
  if (!oldestWaiting) return 'Nothing';
  return (
    <>
      {waiting} since <RelativeTime at={oldestWaiting} />
    </>
  );
}

interface EndpointsTableProps {
  label: string;
  endpoints: readonly Endpoint[];
  counts: ReadonlyMap<string, EndpointCounts>;
}

/** Endpoints with their state, how many tries of the last day they took, and what waits for them. */
export function EndpointsTable({ label, endpoints, counts }: EndpointsTableProps) {
  return (
    <ListTable
      label={label}
      width="page"
      columns={[
        'Address',
        'State',
        { name: 'Delivered in 24 hours', className: 'hidden sm:table-cell' },
        { name: 'Waiting', className: 'hidden md:table-cell' },
        { name: 'Format', className: 'hidden lg:table-cell' },
      ]}
    >
      {endpoints.map((endpoint) => {
        const own = counts.get(endpoint.id) ?? noCounts;
        const href =
          endpoint.kind === 'endpoint' ? `/webhooks/${endpoint.id}` : deliveriesPath({ endpoint: endpoint.id });
        return (
          <TableRow key={endpoint.id}>
            <TableCell>
              <Link
                href={href}
                className="wrap-anywhere rounded-sm font-medium font-mono text-[13px] underline-offset-4 hover:underline"
              >
                {maskAddress(endpoint.url)}
              </Link>
              {endpoint.description ? (
                <span className="block text-muted-foreground text-xs">{endpoint.description}</span>
              ) : null}
            </TableCell>
            <TableCell>
              <EndpointState endpoint={endpoint} />
            </TableCell>
            <TableCell className="hidden tabular-nums sm:table-cell">{rateText(own)}</TableCell>
            <TableCell className="hidden tabular-nums md:table-cell">
              <Waiting counts={own} />
            </TableCell>
            <TableCell className="hidden text-muted-foreground lg:table-cell">{formatWords[endpoint.format]}</TableCell>
          </TableRow>
        );
      })}
    </ListTable>
  );
}
