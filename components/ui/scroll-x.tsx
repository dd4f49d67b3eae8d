'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { cn } from './cn';

interface ScrollXProps {
  /** Name of the region while it scrolls. */
  label: string;
  className?: string;
  children: ReactNode;
}

/** Scrolls sideways. While there is something to scroll, it can be focused with the keyboard. */
export function ScrollX({ label, className, children }: ScrollXProps) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={box}
      // Positioned, so that visually hidden content scrolls with it instead of widening the page.
      className={cn('relative min-w-0 overflow-x-auto', className)}
      {...(scrolls ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})}
    >
      {children}
    </div>
  );
}
