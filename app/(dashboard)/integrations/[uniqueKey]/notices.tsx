import { NoticeAlert } from '#components/notice-alert';
import { NoticeOnce } from '#components/notice-once';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import type { PermissionType } from '#lib/catalogue/types';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { isProved, provedBy } from '#lib/integrations/verification';
import { listNotices } from '#lib/notices/notices';
import { FailureNote } from '../../failure-note';
import { FirstLinkButton } from '../../links/first-link-button';
import { dismiss } from '../../notices/actions';
import { ForgetDraft } from '../new/forget-draft';
import { integrationPath } from '../paths';
import { brokenRemedy } from '../words';
import type { TabProps } from './tab-props';
import { VerifyButton } from './verify-button';

interface NoticesProps extends TabProps {
  notice: string | string[] | undefined;
  /** The tab that is shown, with which a notice goes. */
  tab: string;
}

const notTried: Readonly<Record<PermissionType, string>> = {
  delegated:
    'Nothing could be proved without a user yet. Create the first link and open it yourself: it shows at once whether the registration is right.',
  application:
    'Nothing could be proved without a tenant yet. Create the first link and open it as the admin of a tenant of your own: it shows at once whether the registration is right.',
};
const andNow: Readonly<Record<PermissionType, string>> = {
  delegated: 'Create the first link and open it yourself: only a sign-in can prove the consent.',
  application:
    'Create the first link and send it to the admin of a tenant: nothing but their approval proves the rest.',
};

/** What verifying the new integration came to, and the next step that follows from it. */
function Created({ integration }: { integration: IntegrationDetail }) {
  const { id, displayName, uniqueKey, verification, verdict, permissionType } = integration;
  const failed = verification?.checks.find(({ outcome }) => outcome === 'failed');
  if (failed && verdict === 'unreached')
    return (
      <Alert variant="warning" role="status">
        <AlertTitle>{displayName} is created, but not verified: Microsoft was not reached</AlertTitle>
        <AlertDescription className="text-foreground">
          {failed.message} {failed.fix}
        </AlertDescription>
        <div className="pt-1">
          <VerifyButton integrationId={id} isFirst={false} />
        </div>
      </Alert>
    );
  if (failed)
    return (
      <Alert variant="danger" role="status">
        <AlertTitle>{displayName} is created, but cannot connect anybody yet</AlertTitle>
        <AlertDescription className="text-foreground">
          {failed.title}: {failed.message} {failed.fix}
        </AlertDescription>
        <div className="flex flex-wrap gap-2 pt-1">
          <ButtonLink size="sm" href={integrationPath(uniqueKey, { tab: 'credentials' })}>
            See the credentials
          </ButtonLink>
          <ButtonLink size="sm" variant="outline" href={integrationPath(uniqueKey, { tab: 'registration' })}>
            See the registration steps
          </ButtonLink>
        </div>
      </Alert>
    );
  return (
    <Alert variant="success" role="status">
      <AlertTitle>
        {displayName} is {isProved(verdict) ? 'verified and ready' : 'created'}
      </AlertTitle>
      <AlertDescription className="text-foreground">
        {verification && isProved(verdict)
          ? `${provedBy(verification)}. ${andNow[permissionType]}`
          : notTried[permissionType]}
      </AlertDescription>
      <div className="pt-1">
        <FirstLinkButton integration={uniqueKey} />
      </div>
    </Alert>
  );
}

/** Changes with what the notice of a new integration is about. */
const outcomeKey = ({ verdict, broken }: IntegrationDetail) => [verdict, broken?.at.getTime()].join();

function BrokenNote({ integration, canChange }: TabProps) {
  if (!integration.broken) return null;
  const { label, tab } = brokenRemedy(integration.broken);
  const { reason, code, at } = integration.broken;
  return (
    <FailureNote
      message={reason}
      code={code}
      at={at}
      cloud={integration.cloud}
      fix="Connections stay as they are: tokens still alive are served, and refreshing goes on once this is fixed."
      actions={
        canChange ? (
          <ButtonLink size="sm" href={integrationPath(integration.uniqueKey, { tab })}>
            {label}
          </ButtonLink>
        ) : null
      }
    />
  );
}

/**
 * Notices, shown until they no longer apply or somebody dismisses them. They follow the alert that Microsoft refuses
 * the app.
 */
async function Told({ integration, canChange }: TabProps) {
  const notices = await listNotices(integration.id);
  return notices
    .filter(({ kind }) => kind !== 'integration_broken')
    .map((notice) => <NoticeAlert key={notice.id} notice={notice} dismiss={canChange ? dismiss : undefined} />);
}

/**
 * What an operator should see on every tab: the outcome of an action, a refused registration, and credentials that are
 * refused or about to expire.
 */
export function Notices({ integration, canChange, notice, tab }: NoticesProps) {
  return (
    <div className="mb-6 grid gap-3 empty:hidden">
      <NoticeOnce key={[outcomeKey(integration), tab].join()} notice={notice}>
        {notice === 'created' ? <ForgetDraft /> : null}
        {notice === 'created' && canChange ? <Created integration={integration} /> : null}
        {notice === 'saved' ? (
          <Alert variant="success" role="status">
            The settings are saved.
          </Alert>
        ) : null}
      </NoticeOnce>
      <BrokenNote integration={integration} canChange={canChange} />
      <Told integration={integration} canChange={canChange} />
    </div>
  );
}
