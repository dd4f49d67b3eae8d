import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle, DialogTrigger } from './ui/dialog';

interface TitledDialogProps {
  /** The button that opens it. */
  button: ReactElement;
  title: ReactNode;
  description: ReactNode;
  className?: string;
  /** Whether it is open, where something else than its button opens it too. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A dialog with a heading and a sentence about it, opened by its own button. */
export function TitledDialog(props: TitledDialogProps) {
  const { button, title, description, className, open, onOpenChange, children } = props;
  return (
    <Dialog onOpenChange={onOpenChange} {...(open === undefined ? {} : { open })}>
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
