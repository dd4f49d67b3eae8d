import { ScrollX } from '#components/ui/scroll-x';
import { TableBody, TableHead, TableHeader, TableRow } from '#components/ui/table';
import type { ConnectionRow } from '#lib/connections/schema';
import { BulkBar } from './bulk-bar';
import { ConnectionLine } from './connection-line';
import { RowKeys } from './row-keys';
import { SelectAll, Selection } from './selection';

interface ConnectionsTableProps {
  rows: readonly ConnectionRow[];
  mayChange: boolean;
}

const label = 'Connections';

/** The list. A row opens on click and on Enter; j and k move between rows. */
export function ConnectionsTable({ rows, mayChange }: ConnectionsTableProps) {
  const ids = rows.map(({ id }) => id);
  const table = (
    <RowKeys>
      <ScrollX label={label} className="-mx-4 border-border border-y md:-mx-6">
        <table aria-label={label} className="w-full text-sm">
          <TableHeader>
            <TableRow>
              {mayChange ? (
                <TableHead className="w-px pr-0">
                  <SelectAll />
                </TableHead>
              ) : null}
              <TableHead>Account</TableHead>
              <TableHead className="hidden lg:table-cell">Integration</TableHead>
              <TableHead className="hidden xl:table-cell">End user</TableHead>
              <TableHead className="hidden sm:table-cell">Status</TableHead>
              <TableHead className="hidden lg:table-cell">Tokens</TableHead>
              <TableHead className="hidden xl:table-cell">Last used</TableHead>
              <TableHead className="hidden lg:table-cell">Expires</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <ConnectionLine key={row.id} row={row} mayChange={mayChange} />
            ))}
          </TableBody>
        </table>
      </ScrollX>
    </RowKeys>
  );
  if (!mayChange) return table;
  // The key resets the selection when the page shows other rows.
  return (
    <Selection key={ids.join()} ids={ids}>
      <BulkBar />
      {table}
    </Selection>
  );
}
