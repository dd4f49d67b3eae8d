'use client';

import { useEffect, useState } from 'react';
import { isPlainKey } from '#components/plain-key';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '#components/ui/dialog';
import { Kbd } from '#components/ui/kbd';
import { useCommandKey } from './command-key';

const opens = 'latchkey:shortcuts';

/** Shows the shortcuts, for a menu that names them. */
export function showShortcuts(): void {
  window.dispatchEvent(new Event(opens));
}

const groups = [
  {
    title: 'Everywhere',
    keys: [
      { keys: ['Command', 'K'], does: 'Search, go somewhere or do something' },
      { keys: ['/'], does: 'Search this page, or everything' },
      { keys: ['?'], does: 'Show these shortcuts' },
      { keys: ['Esc'], does: 'Close what is open, leave the search' },
    ],
  },
  {
    title: 'In the list of connections',
    keys: [
      { keys: ['j'], does: 'Next row' },
      { keys: ['k'], does: 'Previous row' },
      { keys: ['x'], does: 'Select the row' },
      { keys: ['Enter'], does: 'Open the row; in the search: to the first row, as ↓ does' },
    ],
  },
] as const;

function Group({ title, keys }: (typeof groups)[number]) {
  const commandKey = useCommandKey();
  return (
    <section aria-label={title} className="grid gap-2">
      <h3 className="text-muted-foreground text-xs">{title}</h3>
      <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-y-2">
        {keys.map(({ keys: pressed, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {pressed.map((key) => (
                <Kbd key={key}>{key === 'Command' ? commandKey : key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The keyboard's shortcuts, on `?`. */
export function Shortcuts() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== '?' || !isPlainKey(event)) return;
      event.preventDefault();
      show();
    }
    document.addEventListener('keydown', onKeyDown);
    window.addEventListener(opens, show);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      window.removeEventListener(opens, show);
    };
  }, []);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>They work while no field has the focus.</DialogDescription>
        </DialogHeader>
        <div className="grid gap-6 text-sm">
          {groups.map((group) => (
            <Group key={group.title} {...group} />
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
