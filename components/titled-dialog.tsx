import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle, DialogTrigger } from './ui/dialog';

interface TitledDialogProps {
  /** The button that opens it. */
  button: ReactElement;
  title: ReactNode;
  description: ReactNode;
  className?: string;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A dialog with a heading and a sentence about it, opened by its own button. */
export function TitledDialog({ button, title, description, className, onOpenChange, children }: TitledDialogProps) {
  return (
    <Dialog onOpenChange={onOpenChange}>
      <DialogTrigger render={button} />
      <DialogContent className={className}>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{description}</DialogDescription>
        </DialogHeader>
        {children}
      </DialogContent>
    </Dialog>
  );
}
