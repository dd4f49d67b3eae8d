import { Snippet } from '#components/snippet';
import { TitledCard } from '#components/titled-card';
import { mailboxAccess, siteScripts } from '#lib/catalogue/narrowing';
import type { ConnectionDetail } from '#lib/connections/schema';
import { mailboxScript } from '#lib/connections/tenant/mailboxes';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { MailboxCheck } from './mailbox-check';
import { ReleasedSites } from './released-sites';
import { PickSites } from './site-grant-dialog';

interface NarrowCardProps {
  connection: ConnectionDetail;
  integration: IntegrationDetail | undefined;
  mayChange: boolean;
}

type Narrowed = Omit<NarrowCardProps, 'integration'> & { integration: IntegrationDetail };

function BySite({ connection, integration: { clientId, displayName, cloud }, mayChange }: Narrowed) {
  const { id } = connection;
  const tenant = connection.displayName || connection.username;
  return (
    <TitledCard
      title="Released sites"
      description="The app reaches only the SharePoint sites that an admin of the tenant released for it, here by a link or elsewhere by script."
      contentClassName="grid gap-5"
    >
      <ReleasedSites id={id} tenant={tenant} mayChange={mayChange} />
      {mayChange ? (
        <div>
          <PickSites id={id} tenant={tenant} />
        </div>
      ) : null}
      <div className="grid gap-3">
        <h3 className="font-medium text-sm">The same by script</h3>
        <Snippet label="Release a site" tabs={siteScripts({ clientId, displayName, cloud })} />
      </div>
    </TitledCard>
  );
}

function ByMailbox({ connection, integration, mayChange }: Narrowed) {
  const { id, username: domain } = connection;
  const { path } = mailboxAccess(integration.provider);
  const script = mailboxScript(connection, integration);
  if (!script) return null;
  return (
    <TitledCard
      title="Released mailboxes"
      description="The app reaches only the mailboxes that Exchange opens to it. An Exchange admin of the tenant runs this script; Graph follows within two hours."
      contentClassName="grid gap-5"
    >
      <Snippet label="Release mailboxes" tabs={[script]} />
      {mayChange && path !== null ? (
        <div className="grid gap-3">
          <h3 className="font-medium text-sm">Check it</h3>
          <p className="max-w-prose text-muted-foreground">
            The token does not say what Exchange opens, so both mailboxes are called. What was seen goes into the audit
            log, nothing of the mailboxes is kept.
          </p>
          <MailboxCheck id={id} domain={domain} />
        </div>
      ) : null}
    </TitledCard>
  );
}

/** What a tenant's admin released to the app one by one: sites by SharePoint, mailboxes by Exchange. */
export function NarrowCard({ connection, integration, mayChange }: NarrowCardProps) {
  if (connection.accountKind !== 'tenant' || !integration) return null;
  const bySite = connection.requestedScopes.some((scope) => /(^|\/)Sites\.Selected$/.test(scope));
  const narrowed = { connection, integration, mayChange };
  return (
    <>
      {bySite ? <BySite {...narrowed} /> : null}
      <ByMailbox {...narrowed} />
    </>
  );
}
