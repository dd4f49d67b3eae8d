import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { Badge } from '#components/ui/badge';
import { findResource } from '#lib/catalogue/resources';
import type { scopesByProduct } from '#lib/catalogue/schema';
import { spellScope } from '#lib/catalogue/scope-names';
import type { Scope } from '#lib/catalogue/types';

interface ScopeGroupProps {
  /** The product with its permissions that match the search. */
  group: ReturnType<typeof scopesByProduct>[number] & { found: readonly Scope[] };
  isSearched: boolean;
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

const spelling = ({ resource, name }: Scope) => spellScope(resource, name);

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
  const spelt = spelling(scope);
  return (
    <li hidden={isHidden} className="relative px-3 py-2 hover:bg-accent/50">
      <div className="flex items-start gap-3">
        <input
          type="checkbox"
          id={id}
          name="scopes"
          value={spelt}
          checked={isPicked}
          onChange={(event) => onPick(spelt, event.target.checked)}
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

/** The permissions of one product, collapsed unless one of them was searched for or chosen. */
export function ScopeGroup({ group, isSearched, picked, covered, onPick }: ScopeGroupProps) {
  const count = group.scopes.filter((scope) => picked.includes(spelling(scope))).length;
  const api = group.resource === 'sharepoint' ? "SharePoint's own API" : findResource(group.resource).title;
  return (
    <details
      open={isSearched || count > 0}
      hidden={group.found.length === 0}
      className="group rounded-lg border border-border"
    >
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg px-3 py-2 hover:bg-accent/50 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform duration-150 group-open:rotate-90"
        />
        <span className="font-medium">{group.product}</span>
        {api === group.product ? null : <span className="text-muted-foreground text-xs">{api}</span>}
        <span className="ml-auto text-muted-foreground text-xs tabular-nums">
          {count > 0 ? `${count} of ${group.scopes.length}` : group.scopes.length}
        </span>
      </summary>
      <ul className="divide-y divide-border border-border border-t">
        {group.scopes.map((scope) => (
          <ScopeRow
            key={scope.id}
            scope={scope}
            isHidden={!group.found.includes(scope)}
            isPicked={picked.includes(spelling(scope))}
            isCovered={covered.includes(spelling(scope))}
            onPick={onPick}
          />
        ))}
      </ul>
    </details>
  );
}
