import { Copy, Keyboard, LifeBuoy, Link2, ListChecks, LogOut, type LucideIcon, Plus, UsersRound } from 'lucide-react';
import { toast } from 'sonner';
import { digitsOfCode } from '#lib/troubleshooting/schema';
import { navItems } from './nav-items';
import type { FrameOperator } from './operator-menu';
import { settingsGroups } from './settings-pages';
import { showShortcuts } from './shortcuts';
import { signOutHere } from './sign-out';
import { themes } from './theme-menu';

export interface Entry {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Words it is found by, in addition to its label. */
  readonly words?: string;
  readonly run: () => void;
}

export interface EntryGroup {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

interface Means {
  operator: Pick<FrameOperator, 'role' | 'mayFillDemo'>;
  redirectUri: string;
  go: (href: string) => void;
  setTheme: (theme: string) => void;
}

async function copyRedirectUri(uri: string) {
  try {
    await navigator.clipboard.writeText(uri);
    toast.success('Redirect URI copied');
  } catch {
    toast.error('The browser did not allow copying', { description: uri });
  }
}

function actions({ operator, redirectUri, go, setTheme }: Means): Entry[] {
  const changes = [
    { label: 'Create link', icon: Link2, words: 'connect new invite', run: () => go('/links?new=1') },
    { label: 'Add integration', icon: Plus, words: 'new create', run: () => go('/integrations/new') },
    { label: 'Add webhook endpoint', icon: Plus, words: 'new create', run: () => go('/webhooks?new=1') },
  ];
  const demo = { label: 'Demo data', icon: UsersRound, words: 'fill example sample', run: () => go('/?demo=show') };
  return [
    ...(operator.role === 'viewer' ? [] : changes),
    { label: 'Copy redirect URI', icon: Copy, words: 'callback reply url', run: () => copyRedirectUri(redirectUri) },
    ...themes.map(({ value, label, icon }) => ({
      label: `Use ${label.toLowerCase()} theme`,
      icon,
      run: () => setTheme(value),
    })),
    { label: 'Show first steps', icon: ListChecks, words: 'help guide start', run: () => go('/?steps=show') },
    ...(operator.mayFillDemo ? [demo] : []),
    { label: 'Keyboard shortcuts', icon: Keyboard, words: 'keys help', run: showShortcuts },
    { label: 'Sign out', icon: LogOut, words: 'log out', run: signOutHere },
  ];
}

/** An entry that explains a Microsoft error code that was typed, or pasted with what stood around it. */
function codeEntries({ go }: Means, typed: string): Entry[] {
  const code = digitsOfCode(typed);
  if (!code) return [];
  return [{ label: `Explain AADSTS${code}`, icon: LifeBuoy, run: () => go(`/troubleshooting/${code}`) }];
}

function fits({ label, words = '' }: Entry, typed: string) {
  const text = `${label} ${words}`.toLowerCase();
  const wanted = typed.trim().toLowerCase().split(/\s+/);
  return wanted.every((word) => text.includes(word));
}

/** The entries that need no server and contain every typed word. Groups without any are left out. */
export function entriesFor(typed: string, means: Means): EntryGroup[] {
  const pages = settingsGroups.flatMap((group) => group.pages);
  const goTo = (items: readonly Omit<Entry & { href: string }, 'run'>[]) =>
    items.map(({ href, ...entry }) => ({ ...entry, run: () => means.go(href) }));
  return [
    { heading: 'Error code', entries: codeEntries(means, typed) },
    { heading: 'Go to', entries: goTo(navItems).filter((entry) => fits(entry, typed)) },
    { heading: 'Settings', entries: goTo(pages).filter((entry) => fits(entry, typed)) },
    { heading: 'Do', entries: actions(means).filter((entry) => fits(entry, typed)) },
  ].filter(({ entries }) => entries.length > 0);
}
