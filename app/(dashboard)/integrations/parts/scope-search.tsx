import type { KeyboardEvent } from 'react';
import { SearchInput } from '#components/search-input';

interface ScopeSearchProps {
  query: string;
  onQuery: (query: string) => void;
  found: number;
}

/** The keys that move between the visible checkboxes. The space bar ticks them. */
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Moves the focus with the keyboard: arrow keys go from the search to the permissions and between them, and Escape
 * returns to the search, or clears it.
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
  // Only boxes of expanded, matching groups exist on the page.
  const boxes = [...currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const shown = boxes.filter((box) => box.checkVisibility());
  event.preventDefault();
  const at = shown.indexOf(target) + step;
  (at < 0 ? search : shown[Math.min(at, shown.length - 1)])?.focus();
}

/** A search for permissions by name, product and description. */
export function ScopeSearch({ query, onQuery, found }: ScopeSearchProps) {
  return (
    <div className="grid gap-1.5 noscript:hidden">
      <SearchInput
        aria-label="Search permissions"
        placeholder="Search permissions, such as “calendar” or “Sites”"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onQuery('');
        }}
      />
      <p role="status" className="text-muted-foreground text-xs tabular-nums">
        {query === '' ? '' : found === 1 ? '1 permission' : `${found} permissions`}
      </p>
    </div>
  );
}
