import { Fragment } from 'react';
import { ListTable } from '#components/list-table';
import { TableCell, TableRow } from '#components/ui/table';
import type { Field } from '#lib/api/reference';
import { Marked } from './marked';

/** Lets a long name break after its dots and underscores, not within a word. */
function Breakable({ name }: { name: string }) {
  const parts = name.split(/(?<=[._])/);
  return parts.map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name never move
    <Fragment key={place}>
      {place > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}

export function FieldTable({ label, fields }: { label: string; fields: readonly Field[] }) {
  return (
    <ListTable label={label} columns={['Name', 'Type', 'What it is']}>
      {fields.map(({ name, type, required, description }) => (
        <TableRow key={name}>
          <TableCell className="align-top">
            <code className="wrap-break-word font-mono text-[13px]">
              <Breakable name={name} />
            </code>
            {required ? <span className="ml-2 text-muted-foreground text-xs">required</span> : null}
          </TableCell>
          <TableCell className="align-top text-muted-foreground">{type}</TableCell>
          <TableCell className="align-top text-muted-foreground">
            {description ? <Marked text={description} /> : null}
          </TableCell>
        </TableRow>
      ))}
    </ListTable>
  );
}
