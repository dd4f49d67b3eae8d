'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { CloseButton } from './dialog';
import { backdropClasses } from './popup-classes';

export const Sheet = Base.Root;
export const SheetTrigger = Base.Trigger;

const sheetVariants = cva(
  'fixed inset-y-0 z-50 flex h-dvh w-full flex-col gap-4 overflow-y-auto bg-popover p-6 text-popover-foreground shadow-xl outline-none transition-[opacity,transform] duration-180',
  {
    variants: {
      side: {
        right:
          'right-0 max-w-md border-border border-l data-ending-style:translate-x-8 data-starting-style:translate-x-8 data-ending-style:opacity-0 data-starting-style:opacity-0',
        left: 'left-0 max-w-72 border-border border-r data-ending-style:-translate-x-8 data-starting-style:-translate-x-8 data-ending-style:opacity-0 data-starting-style:opacity-0',
      },
    },
    defaultVariants: { side: 'right' },
  },
);

type SheetContentProps = ComponentProps<typeof Base.Popup> & VariantProps<typeof sheetVariants>;

export function SheetContent({ className, side, children, ...props }: SheetContentProps) {
  return (
    <Base.Portal>
      <Base.Backdrop className={backdropClasses} />
      <Base.Popup data-slot="sheet" className={cn(sheetVariants({ side }), className)} {...props}>
        {children}
        <CloseButton />
      </Base.Popup>
    </Base.Portal>
  );
}

export function SheetHeader({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('grid gap-1.5 pr-8', className)} {...props} />;
}

export function SheetTitle({ className, ...props }: ComponentProps<typeof Base.Title>) {
  return <Base.Title className={cn('font-semibold text-lg leading-6', className)} {...props} />;
}

export function SheetDescription({ className, ...props }: ComponentProps<typeof Base.Description>) {
  return <Base.Description className={cn('text-muted-foreground text-sm', className)} {...props} />;
}
