import { RefreshCw } from 'lucide-react';
import { PageHeader } from '#components/page-header';
import { StatusBadge } from '#components/status-badge';
import { Avatar } from '#components/ui/avatar';
import { Button } from '#components/ui/button';
import type { ConnectionDetail } from '#lib/connections/schema';
import { tenantWords } from '../words';
import { BackToList } from './back-to-list';
import { ReauthorizeButtons } from './reauthorize-buttons';

interface ConnectionHeaderProps {
  connection: ConnectionDetail;
  mayChange: boolean;
}

/** A plain form, so that it works without JavaScript too. */
function RefreshButton({ id }: { id: string }) {
  return (
    <form method="post" action={`/api/dashboard/connections/${id}/refresh`}>
      <Button type="submit" variant="outline">
        <RefreshCw aria-hidden="true" />
        Refresh now
      </Button>
    </form>
  );
}

export function ConnectionHeader({ connection, mayChange }: ConnectionHeaderProps) {
  const { id, displayName, username, status } = connection;
  const name = displayName || username;
  return (
    <>
      <BackToList />
      <PageHeader
        title={name}
        description={
          <span className="wrap-anywhere">
            {name === username ? null : `${username} · `}
            {tenantWords(connection)}
          </span>
        }
        media={<Avatar name={name} size="lg" className="mt-1" />}
        status={<StatusBadge status={status} />}
        actions={
          mayChange ? (
            <>
              <RefreshButton id={id} />
              {status === 'healthy' ? <ReauthorizeButtons connection={connection} emphasis="quiet" /> : null}
            </>
          ) : null
        }
      />
    </>
  );
}
