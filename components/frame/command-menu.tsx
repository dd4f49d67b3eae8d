'use client';

import { Search } from 'lucide-react';
import { useEffect, useReducer } from 'react';
import { isPlainKey } from '#components/plain-key';
import { Button } from '#components/ui/button';
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '#components/ui/dialog';
import { Kbd } from '#components/ui/kbd';
import { useCommandKey } from './command-key';
import { CommandPalette } from './command-palette';
import type { FrameOperator } from './operator-menu';

function isShortcut(event: KeyboardEvent) {
  return event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey;
}

/** The search of the page itself, if it has one. */
function findPageSearch() {
  const fields = document.querySelectorAll<HTMLInputElement>('main input[type="search"]');
  return [...fields].find((field) => field.checkVisibility());
}

/** What a key leads to: the page's own search, or the palette, if it is a shortcut for either. */
function turnOf(event: KeyboardEvent): HTMLElement | 'on' | 'over' | undefined {
  if (isShortcut(event)) return 'over';
  if (event.key !== '/' || !isPlainKey(event)) return undefined;
  return findPageSearch() ?? 'on';
}

type Opening = { open: boolean; times: number };

/** Openings are counted so that each one starts empty, also one that comes while the last is still fading out. */
function turned({ open: was, times }: Opening, turn: 'on' | 'off' | 'over'): Opening {
  const open = turn === 'over' ? !was : turn === 'on';
  return { open, times: open && !was ? times + 1 : times };
}

interface CommandMenuProps {
  operator: FrameOperator;
  redirectUri: string;
}

/** Search and commands behind a button and ⌘K or Ctrl K. Viewers are not offered commands that change anything. */
export function CommandMenu({ operator, redirectUri }: CommandMenuProps) {
  const [{ open, times }, turn] = useReducer(turned, { open: false, times: 0 });
  const commandKey = useCommandKey();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Escape' && event.target instanceof HTMLElement && event.target === findPageSearch()) {
        event.preventDefault();
        event.target.blur();
      }
      const next = turnOf(event);
      if (!next) return;
      event.preventDefault();
      if (next instanceof HTMLElement) next.focus();
      else turn(next);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <Dialog open={open} onOpenChange={(next) => turn(next ? 'on' : 'off')}>
      <DialogTrigger
        render={
          <Button
            variant="outline"
            aria-keyshortcuts="Meta+K Control+K /"
            className="size-9 border-transparent px-0 font-normal text-muted-foreground sm:w-64 sm:justify-start sm:border-border sm:px-3"
          />
        }
      >
        <Search aria-hidden="true" />
        <span className="sr-only sm:not-sr-only">Search</span>
        <Kbd aria-hidden="true" className="ml-auto hidden sm:inline-flex">
          {commandKey === '⌘' ? '⌘K' : 'Ctrl K'}
        </Kbd>
      </DialogTrigger>
      <DialogContent closeButton="none" className="top-24 max-w-xl translate-y-0 gap-0 overflow-hidden p-0">
        <DialogTitle className="sr-only">Search</DialogTitle>
        <DialogDescription className="sr-only">
          Find people, links, integrations, pages and error codes, or run an action.
        </DialogDescription>
        <CommandPalette key={times} operator={operator} redirectUri={redirectUri} onDone={() => turn('off')} />
      </DialogContent>
    </Dialog>
  );
}
