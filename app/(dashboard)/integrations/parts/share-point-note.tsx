import { findResource } from '#lib/catalogue/resources';
import { grantsSharePoint } from '#lib/catalogue/schema';
import type { PermissionType, RequestedScopes } from '#lib/catalogue/types';

interface SharePointNoteProps {
  requested: RequestedScopes;
  permissionType: PermissionType;
  className?: string;
}

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });
const words = ['No', 'One', 'Two', 'Three', 'Four'];

const withSharePoint =
  'Sites.Read.All (or a wider Sites permission) is what the SharePoint token needs; in many tenants only an admin can grant it. Personal accounts get none for SharePoint.';
const withoutSharePoint =
  'Without Sites.Read.All there is no SharePoint token; add it later and reauthorize, and the same connections gain one.';

function noteOf({ graph, others }: RequestedScopes): string {
  const hasSharePoint = grantsSharePoint(graph);
  const apis = ['Graph', ...(hasSharePoint ? ['SharePoint'] : [])];
  const all = [...apis, ...others.map(({ resource }) => findResource(resource).title)];
  const count = words[all.length] ?? String(all.length);
  const tokens = `${count} ${all.length === 1 ? 'token' : 'tokens'} per connection: ${listFormat.format(all)}.`;
  if (hasSharePoint) return `${tokens} ${withSharePoint}`;
  return others.length > 0 ? tokens : `${tokens} ${withoutSharePoint}`;
}

const reach =
  'One connection per tenant, with nobody signed in. Personal accounts, the File Picker and /me are out of reach: calls name the person, as in /users/{id}/drive.';
const byCertificate =
  "SharePoint's own API takes no client secret from an app on its own: add a certificate or a federated credential.";

function ofTenants({ sharepoint }: RequestedScopes): string {
  return sharepoint.length > 0 ? `${reach} ${byCertificate}` : reach;
}

/** Says for which APIs connections will get tokens, and what the SharePoint token depends on. */
export function SharePointNote({ requested, permissionType, className }: SharePointNoteProps) {
  return <p className={className}>{permissionType === 'application' ? ofTenants(requested) : noteOf(requested)}</p>;
}
