import { CopyButton } from '#components/copy-button';
import { TitledCard } from '#components/titled-card';
import { ScrollX } from '#components/ui/scroll-x';
import { exchangeScript, type NarrowingScript, siteScripts } from '#lib/catalogue/narrowing';
import type { ConnectionDetail } from '#lib/connections/schema';
import { listSites } from '#lib/connections/tenant/sites';
import type { IntegrationDetail } from '#lib/integrations/schema';

function Script({ script: { label, code } }: { script: NarrowingScript }) {
  return (
    <details className="grid gap-2">
      <summary className="w-fit cursor-pointer rounded-sm text-link underline-offset-4 hover:underline">
        {label}
      </summary>
      <div className="mt-2 flex items-start gap-2">
        <ScrollX label={label} className="min-w-0 flex-1 rounded-lg bg-muted p-3">
          <pre className="font-mono text-xs leading-5">{code}</pre>
        </ScrollX>
        <CopyButton text={code} label={label} />
      </div>
    </details>
  );
}

async function ReleasedSites({ id }: { id: string }) {
  const sites = await listSites(id);
  if (sites.length === 0) return <p className="text-muted-foreground">No site was released yet.</p>;
  return (
    <ul className="grid gap-1.5">
      {sites.map(({ siteId, name, webUrl, role }) => (
        <li key={siteId} className="min-w-0">
          {name} <span className="text-muted-foreground">{role}</span>
          <code className="block break-all font-mono text-muted-foreground text-xs">{webUrl}</code>
        </li>
      ))}
    </ul>
  );
}

interface NarrowCardProps {
  connection: ConnectionDetail;
  integration: IntegrationDetail | undefined;
}

/** What a tenant's admin released to the app one by one, and scripts for admins who work with them. */
export function NarrowCard({ connection, integration }: NarrowCardProps) {
  if (connection.accountKind !== 'tenant' || !integration) return null;
  const { clientId, displayName } = integration;
  const bySite = connection.requestedScopes.includes('Sites.Selected');
  const byMailbox = connection.requestedScopes.length === 0;
  if (!bySite && !byMailbox) return null;
  const scripts = bySite ? siteScripts({ clientId, displayName }) : [exchangeScript({ clientId, displayName })];
  const description = bySite
    ? 'The app reaches only these sites. The tenant’s admin picks them on a site-grant link (POST /api/connections/{id}/sites/link), or by script.'
    : 'For mailboxes, an Exchange admin runs this script in the tenant.';
  return (
    <TitledCard title="Released to the app" description={description} contentClassName="grid gap-4">
      {bySite ? <ReleasedSites id={connection.id} /> : null}
      {scripts.map((script) => (
        <Script key={script.id} script={script} />
      ))}
    </TitledCard>
  );
}
