'use client';

import { Menu } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Sheet, SheetContent, SheetHeader, SheetTitle, SheetTrigger } from '#components/ui/sheet';
import { BrandMark } from './brand-mark';
import { NavList } from './nav-list';

export function MobileNav() {
  const [open, setOpen] = useState(false);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger render={<Button variant="ghost" size="icon" className="md:hidden" aria-label="Open navigation" />}>
        <Menu aria-hidden="true" />
      </SheetTrigger>
      <SheetContent side="left" className="px-3 py-3.5">
        <SheetHeader>
          <SheetTitle className="flex items-center gap-2.5 px-1 text-base tracking-tight">
            <BrandMark />
            Latchkey
          </SheetTitle>
        </SheetHeader>
        <NavList onNavigate={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}
