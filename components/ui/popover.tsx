'use client';

import { Popover as Base } from '@base-ui/react/popover';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { popupClasses } from './popup-classes';

export const Popover = Base.Root;
export const PopoverTrigger = Base.Trigger;

type ContentProps = ComponentProps<typeof Base.Popup> &
  Pick<ComponentProps<typeof Base.Positioner>, 'align' | 'side' | 'sideOffset'>;

export function PopoverContent({
  className,
  align = 'center',
  side = 'bottom',
  sideOffset = 4,
  ...props
}: ContentProps) {
  return (
    <Base.Portal>
      <Base.Positioner align={align} side={side} sideOffset={sideOffset} className="z-50">
        <Base.Popup data-slot="popover" className={cn(popupClasses, 'w-72 p-4 text-sm', className)} {...props} />
      </Base.Positioner>
    </Base.Portal>
  );
}

export function PopoverTitle({ className, ...props }: ComponentProps<typeof Base.Title>) {
  return <Base.Title className={cn('font-medium', className)} {...props} />;
}
