import { ConfirmButton } from '#components/confirm-button';
import { ListTable } from '#components/list-table';
import { RelativeTime } from '#components/relative-time';
import { Badge } from '#components/ui/badge';
import { TableCell, TableRow } from '#components/ui/table';
import type { Session } from '#lib/operators/schema';
import type { RowAnswer } from './actions';
import { describeUserAgent } from './user-agent';

const methodWords = { password: 'password', entra: 'Microsoft' } as const;

interface SessionTableProps {
  sessions: readonly Session[];
  /** The session of the current request. */
  ownId: string;
  /** Whether each row names its operator. Needed if the list has sessions of several operators. */
  showOperator?: boolean;
  end: (form: FormData) => Promise<RowAnswer>;
}

function EndButton({ session, end }: { session: Session; end: SessionTableProps['end'] }) {
  const browser = describeUserAgent(session.userAgent);
  return (
    <ConfirmButton
      action={end}
      fields={{ id: session.id }}
      size="sm"
      title={`End the session of ${session.operator.name}?`}
      description={`${browser} at ${session.address} is signed out at its next request.`}
      confirmLabel="End session"
    >
      End
    </ConfirmButton>
  );
}

/** Signed-in browsers, most recently used first. */
export function SessionTable({ sessions, ownId, showOperator = false, end }: SessionTableProps) {
  return (
    <ListTable
      label="Sessions"
      columns={[showOperator && 'Operator', 'Browser', 'Signed in', 'Last used', { name: 'End', srOnly: true }]}
    >
      {sessions.map((session) => (
        <TableRow key={session.id}>
          {showOperator ? <TableCell className="font-medium">{session.operator.name}</TableCell> : null}
          <TableCell className="min-w-40">
            <span className="flex flex-wrap items-center gap-2">
              {describeUserAgent(session.userAgent)}
              {session.id === ownId ? <Badge variant="outline">This browser</Badge> : null}
            </span>
            <span className="font-mono text-[13px] text-muted-foreground">{session.address}</span>
          </TableCell>
          <TableCell className="text-muted-foreground">
            <RelativeTime at={session.createdAt} /> with {methodWords[session.method]}
          </TableCell>
          <TableCell className="text-muted-foreground">
            <RelativeTime at={session.lastSeenAt} />
          </TableCell>
          <TableCell className="text-right">
            {session.id === ownId ? null : <EndButton session={session} end={end} />}
          </TableCell>
        </TableRow>
      ))}
    </ListTable>
  );
}
