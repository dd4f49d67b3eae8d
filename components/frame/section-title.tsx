'use client';

import { usePathname } from 'next/navigation';
import { isInSection, navItems } from './nav-items';

/** The name of the open section. The page's own heading is in the page. */
export function SectionTitle() {
  const pathname = usePathname();
  const section = navItems.find((item) => isInSection(pathname, item));
  return <p className="truncate font-medium text-muted-foreground text-sm">{section?.label ?? 'Latchkey'}</p>;
}
