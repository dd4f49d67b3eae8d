import Link from 'next/link';
import { ListTable } from '#components/list-table';
import { StatusBadge } from '#components/status-badge';
import { TableCell, TableRow } from '#components/ui/table';
import { labelScope } from '#lib/catalogue/schema';
import type { Lacking } from '#lib/connections/scopes';
import { SelectAll, Selection, SelectRow } from '../../connections/selection';
import { MissingBar } from './missing-bar';

interface MissingTableProps {
  rows: readonly Lacking[];
  canChange: boolean;
}

function Line({ row, canChange }: { row: Lacking; canChange: boolean }) {
  const { id, username, displayName, tenantName, status, missing } = row;
  const name = displayName || username;
  return (
    <TableRow>
      {canChange ? (
        <TableCell className="pr-0">
          <SelectRow id={id} name={username} />
        </TableCell>
      ) : null}
      <TableCell>
        <Link
          href={`/connections/${id}`}
          className="wrap-anywhere rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {name}
        </Link>
        <span className="wrap-anywhere block text-muted-foreground text-xs">
          {[name === username ? undefined : username, tenantName].filter(Boolean).join(' · ')}
        </span>
      </TableCell>
      <TableCell>
        <span className="flex flex-wrap gap-1">
          {missing.map((scope) => (
            <code key={scope} className="break-all rounded-sm bg-muted px-1.5 py-0.5 font-mono text-xs">
              {labelScope(scope)}
            </code>
          ))}
        </span>
      </TableCell>
      <TableCell className="hidden sm:table-cell">
        <StatusBadge status={status} />
      </TableCell>
    </TableRow>
  );
}

/** The connections that lack permissions, to be selected for creating links. */
export function MissingTable({ rows, canChange }: MissingTableProps) {
  const table = (
    <ListTable
      label="Connections that lack permissions"
      width="page"
      columns={[
        canChange && { name: 'Select all', content: <SelectAll />, className: 'w-px pr-0' },
        'Account',
        'Missing',
        { name: 'Status', className: 'hidden sm:table-cell' },
      ]}
    >
      {rows.map((row) => (
        <Line key={row.id} row={row} canChange={canChange} />
      ))}
    </ListTable>
  );
  if (!canChange) return table;
  // There is deliberately no key: rows that disappear when the page refreshes itself must not close a dialog with links
  // that were just created.
  return (
    <Selection rows={rows.map(({ id, username }) => ({ id, name: username }))}>
      <MissingBar />
      {table}
    </Selection>
  );
}
