'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const TooltipProvider = Base.Provider;
export const Tooltip = Base.Root;
export const TooltipTrigger = Base.Trigger;

type ContentProps = ComponentProps<typeof Base.Popup> &
  Pick<ComponentProps<typeof Base.Positioner>, 'align' | 'side' | 'sideOffset'>;

export function TooltipContent({ className, align, side = 'top', sideOffset = 6, ...props }: ContentProps) {
  return (
    <Base.Portal>
      <Base.Positioner {...(align ? { align } : {})} side={side} sideOffset={sideOffset} className="z-50">
        <Base.Popup
          data-slot="tooltip"
          className={cn(
            'max-w-xs rounded-md bg-foreground px-2.5 py-1.5 text-background text-xs shadow-md transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0',
            className,
          )}
          {...props}
        />
      </Base.Positioner>
    </Base.Portal>
  );
}
