import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import type { ConnectionDetail } from '#lib/connections/schema';
import { Arrival } from '../connections/first-call/arrival';
import { FirstCall } from '../connections/first-call/first-call';

/** What a link made, and the first call where no backend has fetched a token yet. */
export function LinkConnected({ connection, mayChange }: { connection: ConnectionDetail; mayChange: boolean }) {
  const { id, displayName, username, lastVendedAt } = connection;
  return (
    <>
      <Alert variant="success" role="status">
        <AlertTitle className="wrap-anywhere">{displayName || username} connected</AlertTitle>
        {lastVendedAt === null && mayChange ? (
          <AlertDescription>Next, your backend fetches the token.</AlertDescription>
        ) : null}
        <ButtonLink variant="outline" href={`/connections/${id}`} className="mt-2 w-fit">
          Open connection
        </ButtonLink>
      </Alert>
      {mayChange ? (
        <div className="grid gap-3 text-sm">
          {lastVendedAt === null ? <FirstCall id={id} /> : null}
          <Arrival at={lastVendedAt} />
        </div>
      ) : null}
    </>
  );
}
