'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { backdropClasses } from './popup-classes';

export const Dialog = Base.Root;
export const DialogTrigger = Base.Trigger;

export const modalClasses =
  'fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-lg border border-border bg-popover p-6 text-popover-foreground shadow-xl outline-none transition-[opacity,transform] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0';

export function CloseButton() {
  return (
    <Base.Close
      render={<Button variant="ghost" size="icon-sm" className="absolute top-3 right-3" aria-label="Close" />}
    >
      <X aria-hidden="true" />
    </Base.Close>
  );
}

type DialogContentProps = ComponentProps<typeof Base.Popup> & {
  /** `none` if the content leaves no room for a close button. Escape and a click outside still close the dialog. */
  closeButton?: 'corner' | 'none';
};

export function DialogContent({ className, children, closeButton = 'corner', ...props }: DialogContentProps) {
  return (
    <Base.Portal>
      <Base.Backdrop className={backdropClasses} />
      <Base.Popup data-slot="dialog" className={cn(modalClasses, className)} {...props}>
        {children}
        {closeButton === 'corner' ? <CloseButton /> : null}
      </Base.Popup>
    </Base.Portal>
  );
}

export function DialogHeader({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('grid gap-1.5 pr-8', className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('flex flex-col-reverse gap-2 sm:flex-row sm:justify-end', className)} {...props} />;
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Base.Title>) {
  return <Base.Title className={cn('font-semibold text-lg leading-6', className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof Base.Description>) {
  return <Base.Description className={cn('text-muted-foreground text-sm', className)} {...props} />;
}
