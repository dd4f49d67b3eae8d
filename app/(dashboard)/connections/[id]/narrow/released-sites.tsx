import { RelativeTime } from '#components/relative-time';
import { Alert } from '#components/ui/alert';
import { Badge } from '#components/ui/badge';
import { findLastChange, listSites } from '#lib/connections/tenant/sites';
import { TakeBack } from './site-grant-dialog';

interface ReleasedSitesProps {
  id: string;
  tenant: string;
  mayChange: boolean;
}

const roleWords: Readonly<Record<string, string>> = { read: 'May read', write: 'May read and write' };

type Site = Awaited<ReturnType<typeof listSites>>[number];

function Line({ site, id, tenant, mayChange }: ReleasedSitesProps & { site: Site }) {
  const { siteId, name, webUrl, role, grantedBy, grantedAt } = site;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 py-3 first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 basis-60 gap-1">
        <span className="flex flex-wrap items-center gap-2">
          <span className="break-words font-medium">{name}</span>
          <Badge variant="outline">{roleWords[role] ?? role}</Badge>
        </span>
        <code className="break-all font-mono text-muted-foreground text-xs">{webUrl}</code>
        <span className="wrap-anywhere text-muted-foreground text-xs">
          Released by {grantedBy} <RelativeTime at={grantedAt} />
        </span>
      </div>
      {mayChange ? <TakeBack id={id} tenant={tenant} site={{ id: siteId, name }} /> : null}
    </li>
  );
}

/** The sites that a tenant's admin released to the app, and the link to take one back. */
export async function ReleasedSites(props: ReleasedSitesProps) {
  const sites = await listSites(props.id);
  if (sites.length === 0) {
    const last = await findLastChange(props.id);
    return (
      <Alert variant="info">
        {last ? (
          <p className="wrap-anywhere">
            The app reaches no site. Last change: {last.message} {last.by}, <RelativeTime at={last.at} />
          </p>
        ) : (
          <>The app reaches no site yet: {props.tenant} has released none. Send its admin a site-grant link.</>
        )}
      </Alert>
    );
  }
  return (
    <ul aria-label="Released sites" className="divide-y divide-border">
      {sites.map((site) => (
        <Line key={site.siteId} site={site} {...props} />
      ))}
    </ul>
  );
}
