import { CopyButton } from '#components/copy-button';
import { NoticeOnce } from '#components/notice-once';
import { RelativeTime } from '#components/relative-time';
import { Alert, AlertTitle } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import type { ConnectionDetail, Failure } from '#lib/connections/schema';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { findOpenReauthorize } from '#lib/links/links';
import { FailureNote } from '../../failure-note';
import { integrationPath } from '../../integrations/paths';
import { brokenRemedy } from '../../integrations/words';
import { LinkOut } from '../link-out';
import { adminMessage, mendingOf } from '../mending';
import { toOpenLink } from '../to-line';
import { NewAccountNote } from './new-account-note';
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

/** Changes with what the notice of a refresh is about. */
const stateKey = ({ status, lastFailure, lastRefreshedAt }: ConnectionDetail) =>
  [status, lastFailure?.at, lastRefreshedAt.getTime()].join();

function RefreshNotice({ connection, notice }: Pick<NotesProps, 'connection' | 'notice'>) {
  if (notice === 'refreshed' && connection.status === 'healthy') {
    return (
      <Alert variant="success" role="status">
        <AlertTitle>Microsoft gave new tokens.</AlertTitle>
      </Alert>
    );
  }
  if (notice !== 'failed' || connection.status !== 'healthy') return null;
  const { message = '', fix = 'The timeline below says why.', ...facts } = connection.lastFailure ?? {};
  return (
    <FailureNote
      role="alert"
      message={`Microsoft gave no new token. ${message}`}
      fix={`${fix} The token that is stored stays until it ends.`}
      cloud={connection.cloud}
      {...facts}
    />
  );
}

/** The link comes second where the customer's admin has to act first. */
function Remedies({ connection }: Pick<NotesProps, 'connection'>) {
  const forAdmin = mendingOf(connection)?.forAdmin;
  return (
    <>
      {forAdmin ? (
        <CopyButton
          text={adminMessage(forAdmin, connection)}
          label="message for the admin"
          showLabel
          variant="default"
          size="default"
        />
      ) : null}
      <ReauthorizeButtons connection={connection} emphasis={forAdmin ? 'quiet' : 'loud'} />
    </>
  );
}

async function Unhealthy({ connection, mayChange }: Pick<NotesProps, 'connection' | 'mayChange'>) {
  const open = toOpenLink((await findOpenReauthorize([connection.id])).get(connection.id));
  return (
    <FailureNote
      {...(connection.statusReason ?? unexplained)}
      cloud={connection.cloud}
      actions={
        <>
          {mayChange ? <Remedies connection={connection} /> : null}
          {open ? (
            <p className="w-full text-muted-foreground text-sm">
              <LinkOut link={open} />
            </p>
          ) : null}
        </>
      }
    />
  );
}

function BrokenIntegration({ integration }: { integration: IntegrationDetail }) {
  if (!integration.broken) return null;
  const { code, reason, at } = integration.broken;
  const { label, tab } = brokenRemedy(integration.broken);
  return (
    <FailureNote
      message={reason}
      fix={
        <>
          This holds up every connection of {integration.displayName}: tokens still alive are served, and refreshing
          goes on once this is fixed. Noticed <RelativeTime at={at} />.
        </>
      }
      code={code}
      at={at}
      cloud={integration.cloud}
      actions={
        <ButtonLink size="sm" href={integrationPath(integration.uniqueKey, { tab })}>
          {label}
        </ButtonLink>
      }
    />
  );
}

function StepUp({ connection: { stepUp } }: Pick<NotesProps, 'connection'>) {
  return stepUp ? <Alert variant="info">{stepUp}</Alert> : null;
}

/** A token is issued without any role, too; then every call is refused. */
function NoRole({
  connection: { accountKind, status, requestedScopes, grantedScopes },
}: Pick<NotesProps, 'connection'>) {
  if (accountKind !== 'tenant' || status !== 'healthy' || grantedScopes.length > 0) return null;
  if (requestedScopes.length === 0)
    return (
      <Alert variant="info">
        Nothing was asked in Entra. What this connection reaches is decided where its data is: in Exchange, in Azure or
        in the product itself.
      </Alert>
    );
  return (
    <Alert variant="warning">
      Microsoft issues tokens without any role: no application permission is granted in this tenant, so calls are
      refused (403). List the permissions in the registration, then send the admin a reauthorize link.
    </Alert>
  );
}

/** The result of a refresh by hand, then each problem of the connection or its integration with its remedy. */
export function Notes({ connection, integration, notice, mayChange }: NotesProps) {
  return (
    <div className="grid gap-3 empty:hidden">
      <NoticeOnce key={stateKey(connection)} notice={notice}>
        {notice ? <RefreshNotice connection={connection} notice={notice} /> : null}
      </NoticeOnce>
      {connection.status === 'healthy' ? null : <Unhealthy connection={connection} mayChange={mayChange} />}
      {connection.newAccount ? (
        <NewAccountNote connection={connection} newAccount={connection.newAccount} mayChange={mayChange} />
      ) : null}
      <StepUp connection={connection} />
      <NoRole connection={connection} />
      {integration ? <BrokenIntegration integration={integration} /> : null}
    </div>
  );
}
