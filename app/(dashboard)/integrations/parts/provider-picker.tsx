import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { FilterChips } from '#components/filter-chips';
import { ProviderGlyph } from '#components/provider-glyph';
import { SearchInput } from '#components/search-input';
import { Button } from '#components/ui/button';
import { cn } from '#components/ui/cn';
import { FieldSet } from '#components/ui/field';
import { findProvider, PROVIDERS } from '#lib/catalogue/providers';
import { PROVIDER_GROUPS, type Provider, type ProviderGroup } from '#lib/catalogue/types';
import { ChoiceCard } from './choice-card';

interface ProviderPickerProps {
  provider: string;
  /** Whether the list is open. Folded, it shows the chosen product in one line. */
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
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

interface ChosenProps {
  provider: string;
  /** Whether a choice was just made, so that the focus would be on a card that is gone. */
  takesFocus: boolean;
  onChange: () => void;
}

function Chosen({ provider, takesFocus, onChange }: ChosenProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const { displayName, description } = findProvider(provider) ?? {};
  return (
    <div className="flex min-w-0 items-center gap-3 rounded-lg border border-border p-3 noscript:hidden">
      <ProviderGlyph provider={provider} />
      <p className="min-w-0 truncate">
        <span className="font-medium">{displayName}</span> <span className="text-muted-foreground">{description}</span>
      </p>
      <Button ref={button} variant="outline" size="sm" className="ml-auto" onClick={onChange}>
        Change <span className="sr-only">product</span>
      </Button>
    </div>
  );
}

/**
 * All products as cards, searchable and grouped; the chosen one stays visible. A click on a card folds the list into
 * one line, while the arrow keys only move the choice.
 */
export function ProviderPicker({ provider, isOpen, onOpenChange, onPick, error }: ProviderPickerProps) {
  const [query, setQuery] = useState('');
  const [group, setGroup] = useState<ProviderGroup | null>(null);
  const wasClicked = useRef(false);
  const list = useRef<HTMLDivElement>(null);
  const found = PROVIDERS.filter((one) => (group === null || one.group === group) && matches(one, query.trim()));
  const focusFirst = () => list.current?.querySelector<HTMLInputElement>(`input[value="${found[0]?.id}"]`)?.focus();
  function onClick({ detail, target }: MouseEvent) {
    // The arrow keys raise clicks too, which no pointer has counted.
    if (detail === 0 || !(target instanceof Element) || !target.closest('label, input')) return;
    wasClicked.current = true;
    onOpenChange(false);
  }
  return (
    <FieldSet legend="Product" error={error}>
      {isOpen ? null : (
        <Chosen provider={provider} takesFocus={wasClicked.current} onChange={() => onOpenChange(true)} />
      )}
      <div className={cn('grid gap-3', !isOpen && 'hidden noscript:grid')}>
        <ProviderSearch query={query} onQuery={setQuery} onDown={focusFirst} group={group} onGroup={setGroup} />
        <p role="status" className="sr-only">
          {found.length === 1 ? '1 product' : `${found.length} products`}
        </p>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the cards within are the controls */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter and Continue fold the list for the keyboard */}
        <div ref={list} onClick={onClick} className="grid gap-3 sm:grid-cols-2">
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
      </div>
    </FieldSet>
  );
}
