'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { cn } from './cn';
import { tabClasses, tabListClasses } from './tab-classes';

interface TabsNavItem {
  readonly href: string;
  readonly label: string;
  readonly count?: number;
}

interface TabsNavProps {
  /** Name of the navigation for screen readers, such as "Integration". */
  label: string;
  items: readonly TabsNavItem[];
  /** The href of the open tab. By default, the one whose path is the page's. */
  current?: string;
  className?: string;
}

type Ends = 'none' | 'left' | 'right' | 'both';

/** On which sides there are tabs out of view. */
function hiddenEnds({ scrollLeft, clientWidth, scrollWidth }: HTMLElement): Ends {
  const [left, right] = [scrollLeft > 1, scrollLeft + clientWidth < scrollWidth - 1];
  if (left && right) return 'both';
  return left ? 'left' : right ? 'right' : 'none';
}

/** Tabs fade out where more of them follow. */
const fades: Record<Ends, string> = {
  none: '',
  left: 'mask-l-from-[calc(100%-3rem)]',
  right: 'mask-r-from-[calc(100%-3rem)]',
  both: 'mask-x-from-[calc(100%-3rem)]',
};

/** Tabs that are separate pages: they are links, so that each has a URL and Back works. */
export function TabsNav({ label, items, current, className }: TabsNavProps) {
  const pathname = usePathname();
  const open = current ?? pathname;
  const list = useRef<HTMLElement>(null);
  const [ends, setEnds] = useState<Ends>('none');
  // On a narrow screen the open tab may be out of view. Scrolls the list only, not the page.
  useEffect(() => {
    const element = list.current;
    const tab = element?.querySelector(`[href="${CSS.escape(open)}"]`);
    if (!element || !(tab instanceof HTMLElement)) return;
    const look = () => setEnds(hiddenEnds(element));
    const observer = new ResizeObserver(() => {
      element.scrollLeft = tab.offsetLeft - (element.clientWidth - tab.offsetWidth) / 2;
      look();
    });
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [open]);
  return (
    <nav ref={list} aria-label={label} className={cn('relative', tabListClasses, fades[ends], className)}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          className={tabClasses}
          {...(item.href === open ? { 'aria-current': 'page' } : {})}
        >
          {item.label}
          {item.count === undefined ? null : (
            <span className="rounded-full bg-secondary px-1.5 text-secondary-foreground text-xs tabular-nums">
              {item.count}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
