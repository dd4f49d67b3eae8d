'use client';

import { useRouter } from 'next/navigation';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { isPlainKey } from '#components/plain-key';
import { forgetOpened, readOpened, rememberOpened } from './opened-row';

const interactive = 'a, button, input, label, [role="checkbox"]';
const pageSearch = 'main input[type="search"]';
const steps: Readonly<Record<string, number>> = { j: 1, k: -1 };

function rowLinks(box: HTMLElement) {
  return [...box.querySelectorAll<HTMLAnchorElement>('[data-row-link]')];
}

/** Focuses the row that j or k leads to: the next or previous one, or the first if none has the focus. */
function focusRow(box: HTMLElement, step: number) {
  const links = rowLinks(box);
  const current = document.activeElement?.closest('[data-row]');
  const at = links.findIndex((link) => current?.contains(link));
  const next = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
  links[next]?.focus();
  links[next]?.scrollIntoView({ block: 'nearest' });
}

/** Ticks the box of the row that has the focus, or unticks it. */
function selectRow(box: HTMLElement) {
  const row = document.activeElement?.closest('[data-row]');
  if (row && box.contains(row)) row.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
}

/** How many rows on a key leads; from the search of the page the arrow down leads to the first row. */
function stepOf(event: KeyboardEvent): number | undefined {
  if (isPlainKey(event)) return steps[event.key];
  const isSearch = event.target instanceof Element && event.target.matches(pageSearch);
  return isSearch && event.key === 'ArrowDown' ? 1 : undefined;
}

function linkOfRow(target: Element | undefined) {
  return target?.closest('[data-row]')?.querySelector<HTMLAnchorElement>('[data-row-link]');
}

function isSelectingText() {
  return window.getSelection()?.isCollapsed === false;
}

/** Rows that open on click. j and k move between them, the arrow down leads from the search to the first, x selects one, and after Back the row that was opened gets the focus. */
export function RowKeys({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const router = useRouter();
  useEffect(() => {
    const opened = readOpened();
    const link = box.current && opened && rowLinks(box.current).find((one) => one.dataset.rowLink === opened);
    if (link) link.focus({ preventScroll: true });
    forgetOpened();
    function onKeyDown(event: KeyboardEvent) {
      if (!box.current) return;
      if (isPlainKey(event) && event.key === 'x') selectRow(box.current);
      const step = stepOf(event);
      if (step === undefined) return;
      event.preventDefault();
      focusRow(box.current, step);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  function open(event: MouseEvent) {
    const target = event.target instanceof Element ? event.target : undefined;
    const link = linkOfRow(target);
    if (!link) return;
    rememberOpened(link.dataset.rowLink ?? '');
    if (isSelectingText() || target?.closest(interactive)) return;
    if (event.metaKey || event.ctrlKey) window.open(link.href, '_blank', 'noopener');
    else router.push(link.href);
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: each row holds a link that the keyboard reaches
    // biome-ignore lint/a11y/noStaticElementInteractions: the click is a larger target for that link
    <div ref={box} onClick={open}>
      {children}
    </div>
  );
}
