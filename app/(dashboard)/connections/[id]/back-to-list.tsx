'use client';

import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useSyncExternalStore } from 'react';
import { readListHref } from '../opened-row';

const never = () => () => undefined;

/** A link back to the list with its filters. */
export function BackToList() {
  const href = useSyncExternalStore(
    never,
    () => readListHref() ?? '/connections',
    () => '/connections',
  );
  return (
    <Link
      href={href}
      className="mb-3 inline-flex items-center gap-1 rounded-sm text-muted-foreground text-sm hover:text-foreground hover:underline"
    >
      <ChevronLeft aria-hidden="true" className="size-4" />
      Connections
    </Link>
  );
}
