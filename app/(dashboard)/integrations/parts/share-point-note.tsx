import { grantsSharePoint } from '#lib/integrations/catalogue/schema';

interface SharePointNoteProps {
  graph: readonly string[];
  className?: string;
}

/** Says whether connections get a SharePoint token beside the Graph token, and why. */
export function SharePointNote({ graph, className }: SharePointNoteProps) {
  const text = grantsSharePoint(graph)
    ? 'Two tokens per connection: Graph and SharePoint. Sites.Read.All (or a wider Sites permission) is what the SharePoint token needs; in many tenants only an admin can grant it. Personal accounts get the Graph token alone.'
    : 'One token per connection: Graph. Without Sites.Read.All there is no SharePoint token; add it later and reauthorize, and the same connections gain one.';
  return <p className={className}>{text}</p>;
}
