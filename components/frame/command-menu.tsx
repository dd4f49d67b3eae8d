'use client';

import {
  Cable,
  KeyRound,
  LifeBuoy,
  Link2,
  LogOut,
  type LucideIcon,
  Paintbrush,
  Plus,
  Search,
  UserRound,
  Users,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button';
import { Command, CommandGroup, CommandInput, CommandItem, CommandList, CommandShortcut } from '#components/ui/command';
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '#components/ui/dialog';
import { Kbd } from '#components/ui/kbd';
import { navItems } from './nav-items';
import type { FrameOperator } from './operator-menu';
import { signOutHere } from './sign-out';
import { themes } from './theme-menu';
import { type SearchConnections, useSearchHits } from './use-search-hits';

interface Entry {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

type Go = (href: string) => void;

const settingsPages = [
  { href: '/settings/api-keys', label: 'API keys', icon: KeyRound },
  { href: '/settings/branding', label: 'Branding', icon: Paintbrush },
  { href: '/settings/operators', label: 'Operators', icon: Users },
  { href: '/settings/account', label: 'Your account', icon: UserRound },
] as const;

function pageEntries(go: Go): Entry[] {
  return [...navItems, ...settingsPages].map(({ href, label, icon }) => ({ label, icon, run: () => go(href) }));
}

function changes(go: Go): Entry[] {
  return [
    { label: 'Create connect link', icon: Link2, run: () => go('/links?new=1') },
    { label: 'Add integration', icon: Plus, run: () => go('/integrations/new') },
    { label: 'Add webhook endpoint', icon: Plus, run: () => go('/webhooks?new=1') },
  ];
}

type Role = FrameOperator['role'];

function actionEntries(go: Go, role: Role, setTheme: (theme: string) => void): Entry[] {
  return [
    ...(role === 'viewer' ? [] : changes(go)),
    ...themes.map(({ value, label, icon }) => ({
      label: `Use ${label.toLowerCase()} theme`,
      icon,
      run: () => setTheme(value),
    })),
    { label: 'Sign out', icon: LogOut, run: signOutHere },
  ];
}

const codeShape = /^(?:aadsts)?\s*(\d{4,8})$/i;

/** An entry that explains a typed or pasted Microsoft error code. */
function codeEntries(go: Go, typed: string): Entry[] {
  const code = codeShape.exec(typed.trim())?.[1];
  if (!code) return [];
  return [{ label: `Explain AADSTS${code}`, icon: LifeBuoy, run: () => go(`/troubleshooting?code=${code}`) }];
}

function matches(label: string, query: string) {
  const words = query.toLowerCase().split(/\s+/);
  return words.every((word) => label.toLowerCase().includes(word));
}

interface Group {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

const itemValue = ({ heading }: Group, { label }: Entry) => `${heading} ${label}`;
const searchValue = 'search connections';

/** The entries that contain every word of a query. Groups without matches are left out. */
function found(groups: readonly Group[], typed: string): Group[] {
  const query = typed.trim();
  return groups
    .map(({ heading, entries }) => ({ heading, entries: entries.filter(({ label }) => matches(label, query)) }))
    .filter(({ entries }) => entries.length > 0);
}

/**
 * The entry that Enter opens for a query. It is computed in the same render as the query, so that Enter never opens an
 * outdated one.
 */
function firstValue(groups: readonly Group[], typed: string): string {
  const [first] = found(groups, typed);
  const [entry] = first?.entries ?? [];
  return first && entry ? itemValue(first, entry) : searchValue;
}

interface EntriesProps {
  group: Group;
  onDone: () => void;
}

function Entries({ group, onDone }: EntriesProps) {
  return (
    <CommandGroup heading={group.heading}>
      {group.entries.map((entry) => (
        <CommandItem
          key={entry.label}
          value={itemValue(group, entry)}
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

interface ConnectionResultsProps {
  query: string;
  search: SearchConnections | undefined;
  go: Go;
}

function ConnectionResults({ query, search, go }: ConnectionResultsProps) {
  const hits = useSearchHits(query, search);
  if (!query) return null;
  return (
    <CommandGroup heading="Connections">
      {hits.map(({ href, title, detail }) => (
        <CommandItem key={href} value={href} onSelect={() => go(href)}>
          <Cable aria-hidden="true" />
          <span className="truncate">{title}</span>
          {detail ? <CommandShortcut className="truncate">{detail}</CommandShortcut> : null}
        </CommandItem>
      ))}
      <CommandItem value={searchValue} onSelect={() => go(`/connections?search=${encodeURIComponent(query)}`)}>
        <Search aria-hidden="true" />
        <span className="truncate">Search connections for “{query}”</span>
      </CommandItem>
    </CommandGroup>
  );
}

type PaletteProps = CommandMenuProps & { onDone: () => void };

function Palette({ role, search, onDone }: PaletteProps) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const [typed, setTyped] = useState('');
  const query = typed.trim();
  function go(href: string) {
    onDone();
    router.push(href);
  }
  const groupsFor = (text: string): Group[] => [
    { heading: 'Error code', entries: codeEntries(go, text) },
    { heading: 'Go to', entries: pageEntries(go) },
    { heading: 'Do', entries: actionEntries(go, role, setTheme) },
  ];
  const [selected, setSelected] = useState(() => firstValue(groupsFor(''), ''));
  function type(text: string) {
    setTyped(text);
    setSelected(firstValue(groupsFor(text), text));
  }
  return (
    <Command label="Search" loop shouldFilter={false} value={selected} onValueChange={setSelected}>
      <CommandInput placeholder="Go to a page, find a connection, do something" value={typed} onValueChange={type} />
      <CommandList>
        {found(groupsFor(typed), typed).map((group) => (
          <Entries key={group.heading} group={group} onDone={onDone} />
        ))}
        <ConnectionResults query={query} search={search} go={go} />
      </CommandList>
    </Command>
  );
}

function isShortcut(event: KeyboardEvent) {
  return event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey;
}

interface CommandMenuProps {
  role: Role;
  search?: SearchConnections | undefined;
}

/** Search and commands behind a button and ⌘K or Ctrl K. Viewers are not offered commands that change anything. */
export function CommandMenu({ role, search }: CommandMenuProps) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!isShortcut(event)) return;
      event.preventDefault();
      setOpen((was) => !was);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger
        render={
          <Button
            variant="outline"
            aria-keyshortcuts="Meta+K Control+K"
            className="size-9 border-transparent px-0 font-normal text-muted-foreground sm:w-64 sm:justify-start sm:border-border sm:px-3"
          />
        }
      >
        <Search aria-hidden="true" />
        <span className="sr-only sm:not-sr-only">Search</span>
        <Kbd aria-hidden="true" className="ml-auto hidden sm:inline-flex">
          ⌘K
        </Kbd>
      </DialogTrigger>
      <DialogContent closeButton="none" className="top-24 max-w-xl translate-y-0 gap-0 overflow-hidden p-0">
        <DialogTitle className="sr-only">Search</DialogTitle>
        <DialogDescription className="sr-only">Go to a page, find a connection or run an action.</DialogDescription>
        <Palette role={role} search={search} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
