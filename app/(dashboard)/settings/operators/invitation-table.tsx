import { ConfirmButton } from '#components/confirm-button';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { Badge } from '#components/ui/badge';
import { TableCell, TableRow } from '#components/ui/table';
import type { InvitationRow, InvitationState } from '#lib/operators/schema';
import { withdrawInvitation } from './actions';
import { ShowInvitation } from './show-invitation';

const stateWords: Record<InvitationState, string> = {
  open: 'Open',
  accepted: 'Accepted',
  revoked: 'Revoked',
  expired: 'Expired',
};

function RevokeButton({ id, email }: InvitationRow) {
  return (
    <ConfirmButton
      action={withdrawInvitation}
      fields={{ id }}
      size="sm"
      title={`Revoke the invitation for ${email}?`}
      description="Its link stops working at once. A new invitation can be created at any time."
      confirmLabel="Revoke invitation"
    >
      Revoke
    </ConfirmButton>
  );
}

function Actions({ invitation }: { invitation: InvitationRow }) {
  if (invitation.state !== 'open') return null;
  return (
    <div className="flex justify-end gap-2">
      <ShowInvitation id={invitation.id} email={invitation.email} />
      <RevokeButton {...invitation} />
    </div>
  );
}

/** Invitations that have not been accepted. */
export function InvitationTable({ invitations, mayChange }: { invitations: InvitationRow[]; mayChange: boolean }) {
  return (
    <ListTable
      label="Invitations"
      columns={['Invited', 'Role', 'State', 'Ends', mayChange && { name: 'Actions', srOnly: true }]}
    >
      {invitations.map((invitation) => (
        <TableRow key={invitation.id}>
          <TableCell className="wrap-anywhere min-w-40 font-medium">{invitation.email}</TableCell>
          <TableCell>{invitation.role}</TableCell>
          <TableCell>
            <Badge variant={invitation.state === 'open' ? 'info' : 'outline'}>{stateWords[invitation.state]}</Badge>
          </TableCell>
          <TableCell className="text-muted-foreground">
            <RelativeTime at={invitation.expiresAt} />
          </TableCell>
          {mayChange ? (
            <TableCell>
              <Actions invitation={invitation} />
            </TableCell>
          ) : null}
        </TableRow>
      ))}
    </ListTable>
  );
}
