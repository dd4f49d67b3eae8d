import { ConfirmButton } from '#components/confirm-button';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { TableCell, TableRow } from '#components/ui/table';
import type { Variable } from '#lib/variables/schema';
import { deleteVariable } from './actions';

export function VariableTable({ variables, mayChange }: { variables: Variable[]; mayChange: boolean }) {
  return (
    <ListTable label="Environment variables" columns={['Name', 'Changed', { name: 'Delete', srOnly: true }]}>
      {variables.map(({ id, name, updatedAt }) => (
        <TableRow key={id}>
          <TableCell>
            <code className="break-all font-mono text-[13px]">{name}</code>
          </TableCell>
          <TableCell className="text-muted-foreground">
            <RelativeTime at={updatedAt} />
          </TableCell>
          <TableCell className="text-right">
            {mayChange ? (
              <ConfirmButton
                action={deleteVariable}
                fields={{ id }}
                size="sm"
                title={`Delete ${name}?`}
                description="Code that reads it finds nothing from now on. Its value cannot be brought back."
                confirmLabel="Delete variable"
              >
                Delete
              </ConfirmButton>
            ) : null}
          </TableCell>
        </TableRow>
      ))}
    </ListTable>
  );
}
