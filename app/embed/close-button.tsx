'use client';

import { X } from 'lucide-react';
import { Button } from '#components/ui/button';

interface CloseButtonProps {
  /** What it is called, or what it says where `isMain`. */
  label: string;
  /** The page around the frame; any page, where none is known. The message says nothing but that it may go. */
  origin: string;
  isMain?: boolean;
}

/** Asks the page around the frame to take it away. */
export function CloseButton({ label, origin, isMain }: CloseButtonProps) {
  const close = () => parent.postMessage({ type: 'close' }, origin);
  if (isMain)
    return (
      <Button size="lg" className="w-fit" onClick={close}>
        {label}
      </Button>
    );
  return (
    <Button size="icon" variant="ghost" className="absolute top-3 right-3" aria-label={label} onClick={close}>
      <X aria-hidden="true" />
    </Button>
  );
}
