'use client';

import { Collapsible as Base } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const Collapsible = Base.Root;

export function CollapsibleTrigger({ className, children, ...props }: ComponentProps<typeof Base.Trigger>) {
  return (
    <Base.Trigger
      className={cn(
        'group flex items-center gap-1.5 rounded-sm font-medium text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring',
        className,
      )}
      {...props}
    >
      <ChevronRight
        aria-hidden="true"
        className="size-4 shrink-0 text-muted-foreground transition-transform duration-150 group-data-panel-open:rotate-90"
      />
      {children}
    </Base.Trigger>
  );
}

export function CollapsibleContent({ className, ...props }: ComponentProps<typeof Base.Panel>) {
  return <Base.Panel className={cn('pt-2', className)} {...props} />;
}
