'use client';

import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '#components/ui/button';

const features = 'popup,width=500,height=720';

interface FrameWindowProps {
  words: { here: string };
  children: ReactNode;
}

/** Opens the window that the form inside is sent to, or offers this tab where the browser opens none. */
export function FrameWindow({ words, children }: FrameWindowProps) {
  const [isBlocked, setBlocked] = useState(false);
  const around = useRef<HTMLDivElement>(null);
  function open(event: FormEvent<HTMLDivElement>) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.target === '_top') return;
    if (window.open('', form.target, features)) return;
    event.preventDefault();
    setBlocked(true);
  }
  function goHere() {
    const form = around.current?.querySelector('form');
    if (!form) return;
    const here = document.createElement('input');
    Object.assign(here, { type: 'hidden', name: 'here', value: 'yes' });
    form.append(here);
    form.target = '_top';
    form.submit();
  }
  return (
    <div ref={around} onSubmit={open}>
      {children}
      {isBlocked ? (
        <p role="alert" className="p-4 sm:px-6">
          <Button size="lg" onClick={goHere}>
            {words.here}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
