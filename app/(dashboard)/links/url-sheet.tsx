'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from '#components/ui/sheet';

interface UrlSheetProps {
  title: ReactNode;
  description?: ReactNode;
  /** The URL without the sheet. */
  closeHref: string;
  children: ReactNode;
}

/** A sheet whose open state is part of the URL, so that it can be linked to and Back closes it. */
export function UrlSheet({ title, description, closeHref, children }: UrlSheetProps) {
  const router = useRouter();
  const [open, setOpen] = useState(true);
  function change(next: boolean) {
    setOpen(next);
    if (!next) router.push(closeHref, { scroll: false });
  }
  return (
    <Sheet open={open} onOpenChange={change}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{title}</SheetTitle>
          {description ? <SheetDescription>{description}</SheetDescription> : null}
        </SheetHeader>
        {children}
      </SheetContent>
    </Sheet>
  );
}
