import { Minus, Plus } from 'lucide-react';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { findResource } from '#lib/catalogue/resources';
import { grantsSharePoint } from '#lib/catalogue/schema';
import type { RequestedScopes } from '#lib/catalogue/types';

interface AccessDifferenceProps {
  before: RequestedScopes;
  after: RequestedScopes;
  connections: number;
  /** How many of them would lack some permission in `after`. */
  lacking: number;
}

function namesOf({ graph, sharepoint, others }: RequestedScopes): string[] {
  const rest = others.flatMap(({ resource, scopes }) =>
    scopes.map((name) => `${name} (${findResource(resource).title})`),
  );
  return [...graph, ...sharepoint.map((name) => `${name} (SharePoint)`), ...rest];
}

function remark(added: readonly string[], { before, after, connections, lacking }: AccessDifferenceProps): string {
  const kept = 'What was granted stays granted until it is removed at Microsoft.';
  if (added.length === 0) return `New links ask for less. ${kept}`;
  const gains = grantsSharePoint(after.graph) && !grantsSharePoint(before.graph);
  const token = gains ? ' They gain a SharePoint token with it.' : '';
  if (connections === 0) return 'New links ask for this. There are no connections yet that would need it too.';
  if (lacking === 0) return 'New links ask for this. Every existing connection has it already.';
  const verb = lacking === 1 ? 'lacks' : 'lack';
  const of = connections === 1 ? 'The 1 existing connection' : `${lacking} of ${connections} existing connections`;
  return `${of} ${verb} some of it and ${lacking === 1 ? 'needs' : 'need'} a reauthorization before it counts; ids, metadata and history stay. Once saved, the tab Consent makes the links.${token}`;
}

/** Which permissions saving would add and remove, and what that means for existing connections. */
export function AccessDifference(props: AccessDifferenceProps) {
  const before = namesOf(props.before);
  const after = namesOf(props.after);
  const added = after.filter((name) => !before.includes(name));
  const removed = before.filter((name) => !after.includes(name));
  if (added.length + removed.length === 0) return null;
  return (
    <Alert variant="info" role="status">
      <AlertTitle>Not saved yet</AlertTitle>
      <ul className="grid gap-1">
        {added.map((name) => (
          <li key={name} className="flex items-center gap-2 text-success">
            <Plus aria-hidden="true" className="size-3.5 shrink-0" />
            <span className="sr-only">Added:</span>
            <code className="break-all font-mono text-xs">{name}</code>
          </li>
        ))}
        {removed.map((name) => (
          <li key={name} className="flex items-center gap-2 text-danger">
            <Minus aria-hidden="true" className="size-3.5 shrink-0" />
            <span className="sr-only">Removed:</span>
            <code className="break-all font-mono text-xs">{name}</code>
          </li>
        ))}
      </ul>
      <AlertDescription className="text-foreground">{remark(added, props)}</AlertDescription>
    </Alert>
  );
}
