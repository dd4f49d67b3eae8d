import { ListTable } from '#components/list-table';
import { TableCell, TableRow } from '#components/ui/table';
import type { Field } from '#lib/api/reference';
import { Marked } from './marked';

export function FieldTable({ label, fields }: { label: string; fields: readonly Field[] }) {
  return (
    <ListTable label={label} columns={['Name', 'Type', 'What it is']}>
      {fields.map(({ name, type, required, description }) => (
        <TableRow key={name}>
          <TableCell className="align-top">
            <code className="break-all font-mono text-[13px]">{name}</code>
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
