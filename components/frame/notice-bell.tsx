'use client';

import { Bell } from 'lucide-react';
import Link from 'next/link';
import { NoticeAlert, placeOf } from '#components/notice-alert';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { Button } from '#components/ui/button';
import { Popover, PopoverContent, PopoverTitle, PopoverTrigger } from '#components/ui/popover';
import type { Notice } from '#lib/notices/schema';

export interface BellProps {
  notices: readonly Notice[];
  /** Connections that need reauthorization, or whose data cannot be read. */
  brokenConnections: number;
  dismiss?: ((form: FormData) => Promise<void>) | undefined;
}

function countWords(count: number): string {
  if (count === 0) return 'Notices: none';
  return count === 1 ? 'Notices: 1 new' : `Notices: ${count} new`;
}

/** Stays as long as it is true: nobody can dismiss it. */
function BrokenConnections({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Alert variant="danger">
      <AlertTitle>{count === 1 ? '1 connection needs' : `${count} connections need`} attention</AlertTitle>
      <AlertDescription className="text-foreground">
        Microsoft no longer accepts the grant, so no token is handed out. Most are mended by the person, on a
        reauthorize link; the list says where an admin has to act first.
      </AlertDescription>
      <Link
        href="/connections?status=needs_reauthorization"
        className="w-fit rounded-sm pt-1 font-medium text-link underline-offset-4 hover:underline"
      >
        Show them
      </Link>
    </Alert>
  );
}

/** The notices for operators, behind a bell with their number. */
export function NoticeBell({ notices, brokenConnections, dismiss }: BellProps) {
  const count = notices.length + (brokenConnections > 0 ? 1 : 0);
  return (
    <Popover>
      <PopoverTrigger
        render={<Button variant="ghost" size="icon" aria-label={countWords(count)} className="relative" />}
      >
        <Bell aria-hidden="true" />
        {count > 0 ? (
          <span
            aria-hidden="true"
            className="absolute top-1 right-1 min-w-4 rounded-full bg-danger-fill px-1 text-center font-medium text-[10px] text-background leading-4"
          >
            {count}
          </span>
        ) : null}
      </PopoverTrigger>
      <PopoverContent align="end" className="grid max-h-[70dvh] w-[min(26rem,calc(100vw-2rem))] gap-3 overflow-y-auto">
        <PopoverTitle>Notices</PopoverTitle>
        {count === 0 ? <p className="text-muted-foreground">Nothing needs your attention.</p> : null}
        <BrokenConnections count={brokenConnections} />
        {notices.map((notice) => (
          <NoticeAlert key={notice.id} notice={notice} dismiss={dismiss} place={placeOf(notice)} />
        ))}
      </PopoverContent>
    </Popover>
  );
}
