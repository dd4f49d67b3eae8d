import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import { type IntegrationDetail, secretState } from '#lib/integrations/schema';
import { FailureNote } from '../../failure-note';
import { integrationPath, newLinkPath } from '../paths';
import { brokenRemedy, dayText, secretWords } from '../words';
import type { TabProps } from './tab-props';

interface NoticesProps extends TabProps {
  notice: string | string[] | undefined;
}

function Created({ integration }: { integration: IntegrationDetail }) {
  return (
    <Alert variant="success" role="status">
      <AlertTitle>{integration.displayName} is ready</AlertTitle>
      <AlertDescription className="text-foreground">
        Create the first connect link and open it yourself: it shows at once whether the registration is right.
      </AlertDescription>
      <div className="pt-1">
        <ButtonLink size="sm" href={newLinkPath(integration.uniqueKey)}>
          Create the first link
        </ButtonLink>
      </div>
    </Alert>
  );
}

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
      fix="Connections stay as they are: tokens still alive are served, and refreshing goes on once this is mended."
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

function SecretNote({ integration, canChange }: TabProps) {
  const state = secretState(integration);
  const expiresAt = integration.secret?.expiresAt;
  if (!expiresAt || (state.kind !== 'expired' && state.kind !== 'expiring')) return null;
  return (
    <Alert variant={state.kind === 'expired' ? 'danger' : 'warning'}>
      <AlertTitle>
        Client secret: {secretWords(state).toLowerCase()} ({dayText(expiresAt)})
      </AlertTitle>
      <AlertDescription className="text-foreground">
        After that day Microsoft refuses to refresh any token of this integration (AADSTS7000222). Make a new secret in
        the portal and put it in this one's place; both work until then.
      </AlertDescription>
      {canChange ? (
        <div className="pt-1">
          <ButtonLink size="sm" variant="outline" href={integrationPath(integration.uniqueKey, { tab: 'credentials' })}>
            Replace the secret
          </ButtonLink>
        </div>
      ) : null}
    </Alert>
  );
}

/** What an operator should see on every tab: the outcome of an action, a refused registration, a secret near its end. */
export function Notices({ integration, canChange, notice }: NoticesProps) {
  return (
    <div className="mb-6 grid gap-3 empty:hidden">
      {notice === 'created' && canChange ? <Created integration={integration} /> : null}
      {notice === 'saved' ? (
        <Alert variant="success" role="status">
          The settings are saved.
        </Alert>
      ) : null}
      <BrokenNote integration={integration} canChange={canChange} />
      {integration.broken ? null : <SecretNote integration={integration} canChange={canChange} />}
    </div>
  );
}
