import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { FilterChips } from '#components/filter-chips';
import { ProviderGlyph } from '#components/provider-glyph';
import { SearchInput } from '#components/search-input';
import { FieldSet } from '#components/ui/field';
import { PROVIDERS } from '#lib/catalogue/providers';
import { PROVIDER_GROUPS, type Provider, type ProviderGroup } from '#lib/catalogue/types';
import { ChoiceCard } from './choice-card';

interface ProviderPickerProps {
  provider: string;
  onPick: (provider: string) => void;
  error: readonly string[] | undefined;
}

const groupWords: Record<ProviderGroup, string> = {
  files: 'Files',
  mail: 'Mail and calendar',
  teamwork: 'Teamwork',
  business: 'Business apps',
  directory: 'Directory and Azure',
};

const shelves = PROVIDER_GROUPS.map((value) => ({ value, label: groupWords[value] }));

function matches({ id, displayName, description, categories, group, presets }: Provider, query: string): boolean {
  const texts = [id, displayName, description, groupWords[group], ...categories];
  const all = [...texts, ...presets.map(({ title }) => title)].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

interface ProviderSearchProps {
  query: string;
  onQuery: (query: string) => void;
  onDown: () => void;
  group: ProviderGroup | null;
  onGroup: (group: ProviderGroup | null) => void;
}

function ProviderSearch({ query, onQuery, onDown, group, onGroup }: ProviderSearchProps) {
  function onKeyDown(event: KeyboardEvent) {
    // Enter would otherwise submit the form's step.
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      onDown();
    }
    if (event.key === 'Escape' && query !== '') {
      event.preventDefault();
      onQuery('');
    }
  }
  return (
    <div className="grid gap-3 noscript:hidden">
      <SearchInput
        aria-label="Search products"
        placeholder="Search products, such as “calendar” or “Power BI”"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <FilterChips label="Show" options={shelves} value={group} onValueChange={onGroup} />
    </div>
  );
}

/** All products as cards, searchable and grouped. The chosen one stays visible. */
export function ProviderPicker({ provider, onPick, error }: ProviderPickerProps) {
  const [query, setQuery] = useState('');
  const [group, setGroup] = useState<ProviderGroup | null>(null);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = PROVIDERS.filter((one) => (group === null || one.group === group) && matches(one, query.trim()));
  const focusFirst = () => list.current?.querySelector<HTMLInputElement>(`input[value="${found[0]?.id}"]`)?.focus();
  return (
    <FieldSet legend="Product" error={error}>
      <ProviderSearch query={query} onQuery={setQuery} onDown={focusFirst} group={group} onGroup={setGroup} />
      <p role="status" className="sr-only">
        {found.length === 1 ? '1 product' : `${found.length} products`}
      </p>
      <div ref={list} id={listId} className="grid gap-3 sm:grid-cols-2">
        {PROVIDERS.map((one) => (
          <div key={one.id} hidden={!found.includes(one) && one.id !== provider} className="grid">
            <ChoiceCard
              type="radio"
              name="provider"
              value={one.id}
              checked={provider === one.id}
              onPick={() => onPick(one.id)}
              title={one.displayName}
              description={one.description}
              media={<ProviderGlyph provider={one.id} />}
            />
          </div>
        ))}
      </div>
      {found.length === 0 ? (
        <p className="text-muted-foreground">
          No product matches. “Microsoft (blank)” takes any permission of Microsoft Graph and of the other APIs.
        </p>
      ) : null}
    </FieldSet>
  );
}
