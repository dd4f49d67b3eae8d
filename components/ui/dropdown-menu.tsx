'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { popupClasses } from './popup-classes';

export const DropdownMenu = Base.Root;
export const DropdownMenuTrigger = Base.Trigger;
export const DropdownMenuRadioGroup = Base.RadioGroup;

const itemClasses =
  'flex w-full cursor-default select-none items-center gap-2 rounded-sm px-2 py-1.5 text-left text-sm outline-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-accent data-highlighted:text-accent-foreground [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground';

type ContentProps = ComponentProps<typeof Base.Popup> &
  Pick<ComponentProps<typeof Base.Positioner>, 'align' | 'side' | 'sideOffset'>;

export function DropdownMenuContent({
  className,
  align = 'end',
  side = 'bottom',
  sideOffset = 4,
  ...props
}: ContentProps) {
  return (
    <Base.Portal>
      <Base.Positioner align={align} side={side} sideOffset={sideOffset} className="z-50 outline-none">
        <Base.Popup
          data-slot="dropdown-menu"
          className={cn(popupClasses, 'max-h-(--available-height) min-w-44 overflow-y-auto p-1', className)}
          {...props}
        />
      </Base.Positioner>
    </Base.Portal>
  );
}

type ItemProps = ComponentProps<typeof Base.Item> & { variant?: 'default' | 'destructive' };

export function DropdownMenuItem({ className, variant = 'default', ...props }: ItemProps) {
  return (
    <Base.Item
      className={cn(itemClasses, variant === 'destructive' && 'text-danger [&_svg]:text-danger', className)}
      {...props}
    />
  );
}

/** A menu item that is a link: `<DropdownMenuLinkItem render={<Link href="…" />}>`. */
export function DropdownMenuLinkItem({ className, ...props }: ComponentProps<typeof Base.LinkItem>) {
  return <Base.LinkItem closeOnClick className={cn(itemClasses, className)} {...props} />;
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Base.RadioItem>) {
  return (
    <Base.RadioItem className={cn(itemClasses, className)} {...props}>
      {children}
      <Base.RadioItemIndicator className="ml-auto">
        <Check aria-hidden="true" />
      </Base.RadioItemIndicator>
    </Base.RadioItem>
  );
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Base.Separator>) {
  return <Base.Separator className={cn('-mx-1 my-1 h-px bg-border', className)} {...props} />;
}
