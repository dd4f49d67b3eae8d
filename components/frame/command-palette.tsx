'use client';

import { Blocks, Cable, LifeBuoy, Link2, type LucideIcon, RotateCcw, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Command, CommandGroup, CommandInput, CommandItem, CommandList, CommandShortcut } from '#components/ui/command';
import { mayLeave } from '../unsent';
import { type Entry, type EntryGroup, entriesFor } from './command-entries';
import type { FrameOperator } from './operator-menu';
import { type SearchAnswer, useSearchHits } from './use-search-hits';

const entryValue = (heading: string, { label }: Entry) => `${heading} ${label}`;
const searchValue = 'search connections';

/**
 * The entry that Enter opens for a text before the server has answered. It is computed in the same render as the text,
 * so that Enter never opens an outdated one.
 */
function firstValue([first]: readonly EntryGroup[]): string {
  const [entry] = first?.entries ?? [];
  return first && entry ? entryValue(first.heading, entry) : searchValue;
}

const kinds: readonly { kind: keyof SearchAnswer; heading: string; icon: LucideIcon }[] = [
  { kind: 'connections', heading: 'Connections', icon: Cable },
  { kind: 'links', heading: 'Links', icon: Link2 },
  { kind: 'integrations', heading: 'Integrations', icon: Blocks },
  { kind: 'codes', heading: 'Error codes', icon: LifeBuoy },
];

const reauthorizeShape = /^re-?auth\S*\s+(.+)$/i;

interface Found {
  heading: string;
  icon: LucideIcon;
  hits: SearchAnswer[keyof SearchAnswer];
}

/** What the server found; for "reauthorize NAME" the connections of that name, each at its button. */
function useFound(typed: string, role: FrameOperator['role']): Found[] {
  const query = typed.trim();
  const name = role === 'viewer' ? undefined : reauthorizeShape.exec(query)?.[1];
  const answer = useSearchHits(name ?? query);
  if (name) {
    const hits = answer.connections.map(({ href, title, detail }) => {
      return { href: `${href}#reauthorize`, title: `Reauthorize ${title}`, detail };
    });
    return hits.length > 0 ? [{ heading: 'Do', icon: RotateCcw, hits }] : [];
  }
  return kinds.map(({ kind, ...group }) => ({ ...group, hits: answer[kind] })).filter(({ hits }) => hits.length > 0);
}

function Entries({ group: { heading, entries }, onDone }: { group: EntryGroup; onDone: () => void }) {
  return (
    <CommandGroup heading={heading}>
      {entries.map((entry) => (
        <CommandItem
          key={entry.label}
          value={entryValue(heading, entry)}
          onSelect={() => {
            onDone();
            entry.run();
          }}
        >
          <entry.icon aria-hidden="true" />
          {entry.label}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}

function Hits({ found: { heading, icon: Icon, hits }, go }: { found: Found; go: (href: string) => void }) {
  return (
    <CommandGroup heading={heading}>
      {hits.map(({ href, title, detail }) => (
        <CommandItem key={href} value={href} onSelect={() => go(href)}>
          <Icon aria-hidden="true" />
          <span className="max-w-[75%] shrink-0 truncate">{title}</span>
          <CommandShortcut className="truncate">{detail}</CommandShortcut>
        </CommandItem>
      ))}
    </CommandGroup>
  );
}

interface PaletteProps {
  operator: FrameOperator;
  redirectUri: string;
  onDone: () => void;
}

/** What the search dialog contains. */
export function CommandPalette({ operator, redirectUri, onDone }: PaletteProps) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const [typed, setTyped] = useState('');
  const query = typed.trim();
  function go(href: string) {
    onDone();
    if (!mayLeave()) return;
    // A new document, because its policy allows frames of the connection's hosts.
    if (href.endsWith('/picker')) location.assign(href);
    else router.push(href);
  }
  const { role } = operator;
  const means = { operator, redirectUri, go, setTheme };
  const groups = entriesFor(typed, means);
  const found = useFound(typed, role);
  const [selected, setSelected] = useState(() => firstValue(groups));
  const hasMoved = useRef(false);
  function type(text: string) {
    hasMoved.current = false;
    setTyped(text);
    setSelected(firstValue(entriesFor(text, means)));
  }
  const firstHit = found[0]?.hits[0]?.href;
  // The search item is only selected for want of anything better, unless the person chose it.
  useEffect(() => {
    if (firstHit && !hasMoved.current) setSelected((value) => (value === searchValue ? firstHit : value));
  }, [firstHit]);
  function onKeyDown({ key }: KeyboardEvent) {
    if (key.startsWith('Arrow')) hasMoved.current = true;
  }
  return (
    <Command
      label="Search"
      loop
      shouldFilter={false}
      value={selected}
      onValueChange={setSelected}
      onKeyDown={onKeyDown}
    >
      <CommandInput
        placeholder="Find a person, a page, a code, or something to do"
        value={typed}
        onValueChange={type}
      />
      <CommandList>
        {groups.map((group) => (
          <Entries key={group.heading} group={group} onDone={onDone} />
        ))}
        {found.map((kind) => (
          <Hits key={kind.heading} found={kind} go={go} />
        ))}
        {query ? (
          <CommandGroup>
            <CommandItem value={searchValue} onSelect={() => go(`/connections?search=${encodeURIComponent(query)}`)}>
              <Search aria-hidden="true" />
              <span className="truncate">Search connections for “{query}”</span>
            </CommandItem>
          </CommandGroup>
        ) : null}
      </CommandList>
    </Command>
  );
}
