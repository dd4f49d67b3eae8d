'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { cn } from './ui/cn';

interface FoldedProps {
  title: string;
  /** What the fold holds, in a few words. */
  hint?: string;
  /** Opens the fold. It is not closed again when this ends: somebody may be working in it. */
  isOpen?: boolean;
  className?: string;
  children: ReactNode;
}

/** A part of a page that is closed until it is asked for. */
export function Folded({ title, hint, isOpen = false, className, children }: FoldedProps) {
  const [isOpenAtFirst] = useState(isOpen);
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isOpen && fold.current) fold.current.open = true;
  }, [isOpen]);
  return (
    <details ref={fold} open={isOpenAtFirst} className={cn('group/fold rounded-lg border border-border', className)}>
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg px-3 py-2 hover:bg-accent/50 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform duration-150 group-open/fold:rotate-90 motion-reduce:transition-none"
        />
        <span className="font-medium">{title}</span>
        {hint ? <span className="text-muted-foreground text-xs">{hint}</span> : null}
      </summary>
      <div className="grid gap-3 border-border border-t p-3">{children}</div>
    </details>
  );
}
