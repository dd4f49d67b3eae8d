'use client';

import { useQueryState } from 'nuqs';
import { ScrollX } from '#components/ui/scroll-x';
import { TableHead } from '#components/ui/table';
import { BulkBar } from './bulk-bar';
import { COLUMNS, columnsInAddress } from './columns';
import { ConnectionLine } from './connection-line';
import type { Line } from './lines';
import { ListIcons } from './list-icons';
import { RowKeys } from './row-keys';
import { SelectAll, Selection } from './selection';

interface ConnectionsTableProps {
  lines: readonly Line[];
  mayChange: boolean;
  /** How many connections the filters match, on all pages, and those filters as in the address. */
  total: number;
  filters: string;
}

const label = 'Connections';

/**
 * The list. A row opens on click and on Enter; j and k move between rows, x selects one. It is rendered from the lines'
 * facts in the browser as well, which is half of what the rows as markup would weigh.
 */
export function ConnectionsTable({ lines, mayChange, total, filters }: ConnectionsTableProps) {
  const [columns] = useQueryState('columns', columnsInAddress);
  const table = (
    <RowKeys>
      <ListIcons />
      <ScrollX label={label} className="-mx-4 border-border border-y md:-mx-6">
        <table
          aria-label={label}
          className="w-full text-sm [&_td:first-child]:pl-4 [&_td]:px-3 [&_td]:py-2.5 [&_td]:max-sm:align-top"
        >
          <thead>
            <tr className="border-border border-b">
              {mayChange ? (
                <TableHead className="w-px pr-0">
                  <SelectAll />
                </TableHead>
              ) : null}
              <TableHead>Account</TableHead>
              {COLUMNS.filter(({ id }) => columns.includes(id)).map(({ id, label: name, className }) => (
                <TableHead key={id} className={className}>
                  {name}
                </TableHead>
              ))}
              <TableHead>
                <span className="sr-only">More</span>
              </TableHead>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <ConnectionLine key={line.id} line={line} columns={columns} mayChange={mayChange} />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </RowKeys>
  );
  if (!mayChange) return table;
  // The key resets the selection when the page shows other rows.
  return (
    <Selection key={lines.map(({ id }) => id).join()} rows={lines}>
      <BulkBar total={total} filters={filters} />
      {table}
    </Selection>
  );
}
