import type { ReactNode } from 'react';
import { cn } from './ui/cn';
import { Table, TableBody, TableHead, TableHeader, TableRow } from './ui/table';

interface Column {
  name: string;
  className?: string;
  /** Shown in place of the name. */
  content?: ReactNode;
  /** Says the name to screen readers only. */
  srOnly?: boolean;
}

interface ListTableProps {
  label: string;
  /** `false` leaves a column out. */
  columns: readonly (string | Column | false)[];
  /** `page`: from one edge of the page to the other, between two lines. */
  width?: 'page' | 'container';
  className?: string;
  /** The rows. */
  children: ReactNode;
}

function Heading({ name, className, content, srOnly }: Column) {
  return (
    <TableHead className={className}>{content ?? (srOnly ? <span className="sr-only">{name}</span> : name)}</TableHead>
  );
}

/** A table with one heading for each column. */
export function ListTable({ label, columns, width = 'container', className, children }: ListTableProps) {
  const shown = columns.filter((column) => column !== false);
  const table = (
    <Table aria-label={label}>
      <TableHeader>
        <TableRow>
          {shown.map((column) => {
            const heading = typeof column === 'string' ? { name: column } : column;
            return <Heading key={heading.name} {...heading} />;
          })}
        </TableRow>
      </TableHeader>
      <TableBody>{children}</TableBody>
    </Table>
  );
  if (width === 'container') return table;
  return (
    <div
      className={cn(
        '-mx-4 border-border border-y md:-mx-6 md:[&_:is(td,th)]:last:pr-6 md:[&_:is(td,th)]:first:pl-6',
        className,
      )}
    >
      {table}
    </div>
  );
}
