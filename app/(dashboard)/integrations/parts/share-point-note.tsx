import { findResource } from '#lib/catalogue/resources';
import { grantsSharePoint } from '#lib/catalogue/schema';
import type { RequestedScopes } from '#lib/catalogue/types';

interface SharePointNoteProps {
  requested: RequestedScopes;
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

/** Says for which APIs connections will get tokens, and what the SharePoint token depends on. */
export function SharePointNote({ requested, className }: SharePointNoteProps) {
  return <p className={className}>{noteOf(requested)}</p>;
}
