import { RotateCcw } from 'lucide-react';
import { Button } from '#components/ui/button';
import type { ConnectionRow } from '#lib/connections/schema';
import { ReauthorizeLink } from './reauthorize-link';

interface ReauthorizeButtonsProps {
  connection: Pick<ConnectionRow, 'id' | 'username' | 'integrationName' | 'endUser'>;
  /** `loud` if reauthorizing is the next thing to do. */
  emphasis: 'quiet' | 'loud';
}

/**
 * Buttons to sign in again in this browser or to create a link for somebody else. The form is a plain one because the
 * server would follow a server action's redirect itself, and the browser would open the link without the cookie that
 * binds a sign-in to it.
 */
export function ReauthorizeButtons({ connection, emphasis }: ReauthorizeButtonsProps) {
  const { id, username, integrationName, endUser } = connection;
  return (
    <>
      <form
        id="reauthorize"
        className="scroll-mt-20"
        method="post"
        action={`/api/dashboard/connections/${id}/reauthorize`}
      >
        <Button
          type="submit"
          variant={emphasis === 'loud' ? 'default' : 'outline'}
          title="Opens a reauthorize link in this browser"
        >
          <RotateCcw aria-hidden="true" />
          Reauthorize
        </Button>
      </form>
      <ReauthorizeLink id={id} username={username} integrationName={integrationName} to={endUser?.email ?? username} />
    </>
  );
}
