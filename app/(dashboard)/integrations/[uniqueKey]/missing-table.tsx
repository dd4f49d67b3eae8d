import Link from 'next/link';
import { StatusBadge } from '#components/status-badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table';
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
  const ids = rows.map(({ id }) => id);
  const table = (
    <div className="-mx-4 border-border border-y md:-mx-6">
      <Table aria-label="Connections that lack permissions">
        <TableHeader>
          <TableRow>
            {canChange ? (
              <TableHead className="w-px pr-0">
                <SelectAll />
              </TableHead>
            ) : null}
            <TableHead>Account</TableHead>
            <TableHead>Missing</TableHead>
            <TableHead className="hidden sm:table-cell">Status</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <Line key={row.id} row={row} canChange={canChange} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
  if (!canChange) return table;
  // There is deliberately no key: rows that disappear when the page refreshes itself must not close a dialog with links
  // that were just created.
  return (
    <Selection ids={ids}>
      <MissingBar />
      {table}
    </Selection>
  );
}
