import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { Badge } from '#components/ui/badge';
import type { Scope, scopesByProduct } from '#lib/integrations/catalogue/schema';

interface ScopeGroupProps {
  group: ReturnType<typeof scopesByProduct>[number];
  /** In lower case; empty shows all. */
  query: string;
  picked: readonly string[];
  covered: readonly string[];
  onPick: (name: string, checked: boolean) => void;
}

interface ScopeRowProps {
  scope: Scope;
  isHidden: boolean;
  isPicked: boolean;
  isCovered: boolean;
  onPick: (name: string, checked: boolean) => void;
}

function Marks({ scope, isCovered }: { scope: Scope; isCovered: boolean }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {isCovered ? <Badge variant="info">In a preset</Badge> : null}
      {scope.adminConsent ? <Badge variant="danger">Admin only</Badge> : null}
      {scope.blockedByManagedPolicy && !scope.adminConsent ? <Badge variant="warning">Often admin only</Badge> : null}
      {scope.personalAccounts ? <Badge variant="outline">Personal accounts</Badge> : null}
    </span>
  );
}

function ScopeRow({ scope, isHidden, isPicked, isCovered, onPick }: ScopeRowProps) {
  const id = useId();
  return (
    <li hidden={isHidden} className="relative px-3 py-2 hover:bg-accent/50">
      <div className="flex items-start gap-3">
        <input
          type="checkbox"
          id={id}
          name="scopes"
          value={scope.name}
          checked={isPicked}
          onChange={(event) => onPick(scope.name, event.target.checked)}
          aria-describedby={`${id}-line`}
          className="relative z-1 mt-0.5 size-4 shrink-0 accent-(--primary)"
        />
        <div className="grid min-w-0 gap-0.5">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <label htmlFor={id} className="cursor-pointer break-all font-mono text-[13px] after:absolute after:inset-0">
              {scope.name}
            </label>
            <Marks scope={scope} isCovered={isCovered} />
          </div>
          <p id={`${id}-line`} className="text-muted-foreground">
            {scope.line}
          </p>
        </div>
      </div>
    </li>
  );
}

/** The permissions of one product, folded away until one is looked for or picked. */
export function ScopeGroup({ group, query, picked, covered, onPick }: ScopeGroupProps) {
  const matches = (scope: Scope) => `${scope.name} ${scope.line} ${scope.product}`.toLowerCase().includes(query);
  const shown = group.scopes.filter(matches);
  const count = group.scopes.filter(({ name }) => picked.includes(name)).length;
  const api = group.resource === 'graph' ? 'Microsoft Graph' : "SharePoint's own API";
  return (
    <details
      open={query !== '' || count > 0}
      hidden={shown.length === 0}
      className="group rounded-lg border border-border"
    >
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg px-3 py-2 hover:bg-accent/50 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform duration-150 group-open:rotate-90"
        />
        <span className="font-medium">{group.product}</span>
        <span className="text-muted-foreground text-xs">{api}</span>
        <span className="ml-auto text-muted-foreground text-xs tabular-nums">
          {count > 0 ? `${count} of ${group.scopes.length}` : group.scopes.length}
        </span>
      </summary>
      <ul className="divide-y divide-border border-border border-t">
        {group.scopes.map((scope) => (
          <ScopeRow
            key={scope.name}
            scope={scope}
            isHidden={!matches(scope)}
            isPicked={picked.includes(scope.name)}
            isCovered={covered.includes(scope.name)}
            onPick={onPick}
          />
        ))}
      </ul>
    </details>
  );
}
