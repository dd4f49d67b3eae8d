import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Input } from '#components/ui/input';

interface ScopeSearchProps {
  query: string;
  onQuery: (query: string) => void;
  found: number;
}

/** The keys that move between what is shown; the boxes themselves are ticked with the space bar. */
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Moves from the search to the first permission shown, from one to the next with the arrow keys, and back to the
 * search with Escape, which empties it when pressed there.
 */
export function moveAmongScopes(event: KeyboardEvent<HTMLElement>): void {
  const { target, key, currentTarget } = event;
  if (!(target instanceof HTMLInputElement)) return;
  const search = currentTarget.querySelector<HTMLInputElement>('input[type="search"]');
  if (key === 'Escape' && target !== search) {
    event.preventDefault();
    search?.focus();
  }
  const step = target === search && key === 'Enter' ? 1 : steps[key];
  if (!step) return;
  // Those of groups that are folded or filtered away have no box on the page.
  const boxes = [...currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const shown = boxes.filter((box) => box.checkVisibility());
  event.preventDefault();
  const at = shown.indexOf(target) + step;
  (at < 0 ? search : shown[Math.min(at, shown.length - 1)])?.focus();
}

/** Looks for permissions by name, product and what they allow. */
export function ScopeSearch({ query, onQuery, found }: ScopeSearchProps) {
  return (
    <div className="grid gap-1.5 noscript:hidden">
      <div className="relative">
        <Search aria-hidden="true" className="absolute top-2.5 left-3 size-4 text-muted-foreground" />
        <Input
          type="search"
          aria-label="Search permissions"
          placeholder="Search permissions, such as “calendar” or “Sites”"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onQuery('');
          }}
          className="pl-9"
        />
      </div>
      <p role="status" className="text-muted-foreground text-xs tabular-nums">
        {query === '' ? '' : found === 1 ? '1 permission' : `${found} permissions`}
      </p>
    </div>
  );
}
