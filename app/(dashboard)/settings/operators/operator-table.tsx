import { ConfirmButton } from '#components/confirm-button';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { Badge } from '#components/ui/badge';
import { TableCell, TableRow } from '#components/ui/table';
import type { Member } from '#lib/operators/schema';
import { removeMember } from './actions';
import { RoleForm } from './role-form';

function waysOf({ hasPassword, hasEntra }: Member): string {
  const ways = [...(hasPassword ? ['password'] : []), ...(hasEntra ? ['Microsoft'] : [])];
  return ways.join(', ');
}

type Props = { operators: Member[]; ownId: string; mayChange: boolean };

function RemoveButton({ id, name, email }: Member) {
  return (
    <ConfirmButton
      action={removeMember}
      fields={{ id }}
      title={`Remove ${name}?`}
      description={`${email} is signed out at once and cannot sign in any more. What they did stays in the audit list.`}
      confirmLabel="Remove operator"
    >
      Remove
    </ConfirmButton>
  );
}

export function OperatorTable({ operators, ownId, mayChange }: Props) {
  return (
    <ListTable
      label="Operators"
      columns={['Operator', 'Role', 'Signs in with', 'Last sign-in', mayChange && { name: 'Remove', srOnly: true }]}
    >
      {operators.map((operator) => (
        <TableRow key={operator.id}>
          <TableCell>
            <span className="flex flex-wrap items-center gap-2 font-medium">
              {operator.name}
              {operator.id === ownId ? <Badge variant="outline">You</Badge> : null}
            </span>
            <span className="text-muted-foreground">{operator.email}</span>
          </TableCell>
          <TableCell>
            {mayChange ? <RoleForm id={operator.id} name={operator.name} role={operator.role} /> : operator.role}
          </TableCell>
          <TableCell className="text-muted-foreground">{waysOf(operator)}</TableCell>
          <TableCell className="text-muted-foreground">
            {operator.lastSignInAt ? <RelativeTime at={operator.lastSignInAt} /> : 'Never'}
          </TableCell>
          {mayChange ? (
            <TableCell className="text-right">
              <RemoveButton {...operator} />
            </TableCell>
          ) : null}
        </TableRow>
      ))}
    </ListTable>
  );
}
