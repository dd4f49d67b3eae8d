import { ErrorNote } from '#components/error-note';
import { RelativeTime } from '#components/relative-time';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import type { ConnectionDetail, Failure } from '#lib/connections/schema';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { integrationPath } from '../../integrations/paths';
import { brokenRemedy } from '../../integrations/words';
import { ReauthorizeButtons } from './reauthorize-buttons';

interface NotesProps {
  connection: ConnectionDetail;
  integration: IntegrationDetail | undefined;
  notice: 'refreshed' | 'failed' | undefined;
  mayChange: boolean;
}

const unexplained: Omit<Failure, 'at'> = {
  code: '',
  message: 'Microsoft no longer accepts this grant.',
  fix: 'Send the user a reauthorize link.',
};

function RefreshNotice({ connection, notice }: Pick<NotesProps, 'connection' | 'notice'>) {
  if (notice === 'refreshed' && connection.status === 'healthy') {
    return (
      <Alert variant="success" role="status">
        <AlertTitle>Microsoft gave new tokens.</AlertTitle>
      </Alert>
    );
  }
  if (notice !== 'failed' || connection.status !== 'healthy') return null;
  const { lastFailure } = connection;
  return (
    <Alert variant="danger" role="alert">
      <AlertTitle>Microsoft gave no new token. {lastFailure?.message}</AlertTitle>
      <AlertDescription className="text-foreground">
        {lastFailure?.fix ?? 'The timeline below says why.'} The token that is stored stays until it ends.
      </AlertDescription>
    </Alert>
  );
}

function Unhealthy({ connection, mayChange }: Pick<NotesProps, 'connection' | 'mayChange'>) {
  const { message, fix, code, traceId, correlationId } = connection.statusReason ?? unexplained;
  return (
    <ErrorNote
      message={message}
      fix={fix}
      code={code}
      traceId={traceId ?? null}
      correlationId={correlationId ?? null}
      actions={mayChange ? <ReauthorizeButtons connection={connection} emphasis="loud" /> : null}
    />
  );
}

function BrokenIntegration({ integration }: { integration: IntegrationDetail }) {
  if (!integration.broken) return null;
  const { code, reason, at } = integration.broken;
  const { label, tab } = brokenRemedy(integration.broken);
  return (
    <ErrorNote
      message={reason}
      fix={
        <>
          This holds up every connection of {integration.displayName}: tokens still alive are served, and refreshing
          goes on once it is mended. Noticed <RelativeTime at={at} />.
        </>
      }
      code={code}
      actions={
        <ButtonLink size="sm" href={integrationPath(integration.uniqueKey, { tab })}>
          {label}
        </ButtonLink>
      }
    />
  );
}

/** What one should know before anything else: why it does not work, what to do, how a refresh went. */
export function Notes({ connection, integration, notice, mayChange }: NotesProps) {
  return (
    <div className="grid gap-3 empty:hidden">
      <RefreshNotice connection={connection} notice={notice} />
      {connection.status === 'healthy' ? null : <Unhealthy connection={connection} mayChange={mayChange} />}
      {integration ? <BrokenIntegration integration={integration} /> : null}
    </div>
  );
}
