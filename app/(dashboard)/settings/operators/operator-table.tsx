import { ConfirmButton } from '#components/confirm-button';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { Badge } from '#components/ui/badge';
import { TableCell, TableRow } from '#components/ui/table';
import type { Member } from '#lib/operators/schema';
import { versionOf } from '#lib/version';
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

function LastSignIn({ at }: { at: Member['lastSignInAt'] }) {
  return at ? <RelativeTime at={at} /> : 'Never';
}

export function OperatorTable({ operators, ownId, mayChange }: Props) {
  return (
    <ListTable
      label="Operators"
      columns={[
        'Operator',
        'Role',
        { name: 'Signs in with', className: 'hidden md:table-cell' },
        { name: 'Last sign-in', className: 'hidden sm:table-cell' },
        mayChange && { name: 'Remove', srOnly: true, className: 'hidden sm:table-cell' },
      ]}
    >
      {operators.map((operator) => (
        <TableRow key={operator.id}>
          <TableCell>
            <span className="flex flex-wrap items-center gap-2 font-medium">
              {operator.name}
              {operator.id === ownId ? <Badge variant="outline">You</Badge> : null}
            </span>
            <span className="wrap-anywhere text-muted-foreground">{operator.email}</span>
            <span className="block text-muted-foreground text-xs sm:hidden">
              Last sign-in: <LastSignIn at={operator.lastSignInAt} />
            </span>
            {mayChange ? (
              <span className="mt-2 block sm:hidden">
                <RemoveButton {...operator} />
              </span>
            ) : null}
          </TableCell>
          <TableCell>
            {mayChange ? <RoleForm {...operator} version={versionOf(operator.role)} /> : operator.role}
          </TableCell>
          <TableCell className="hidden text-muted-foreground md:table-cell">{waysOf(operator)}</TableCell>
          <TableCell className="hidden text-muted-foreground sm:table-cell">
            <LastSignIn at={operator.lastSignInAt} />
          </TableCell>
          {mayChange ? (
            <TableCell className="hidden text-right sm:table-cell">
              <RemoveButton {...operator} />
            </TableCell>
          ) : null}
        </TableRow>
      ))}
    </ListTable>
  );
}
