'use client';

import { Bell } from 'lucide-react';
import { NoticeAlert } from '#components/notice-alert';
import { Button } from '#components/ui/button';
import { Popover, PopoverContent, PopoverTitle, PopoverTrigger } from '#components/ui/popover';
import type { Notice } from '#lib/notices/schema';

export interface BellProps {
  notices: readonly Notice[];
  dismiss?: ((form: FormData) => Promise<void>) | undefined;
}

function countWords(count: number): string {
  if (count === 0) return 'Notices: none';
  return count === 1 ? 'Notices: 1 new' : `Notices: ${count} new`;
}

const hrefOf = ({ integration }: Notice) =>
  integration ? `/integrations/${encodeURIComponent(integration.uniqueKey)}?tab=credentials` : undefined;

/** The notices for operators, behind a bell with their number. */
export function NoticeBell({ notices, dismiss }: BellProps) {
  return (
    <Popover>
      <PopoverTrigger
        render={<Button variant="ghost" size="icon" aria-label={countWords(notices.length)} className="relative" />}
      >
        <Bell aria-hidden="true" />
        {notices.length > 0 ? (
          <span
            aria-hidden="true"
            className="absolute top-1 right-1 min-w-4 rounded-full bg-danger-fill px-1 text-center font-medium text-[10px] text-background leading-4"
          >
            {notices.length}
          </span>
        ) : null}
      </PopoverTrigger>
      <PopoverContent align="end" className="grid max-h-[70dvh] w-[min(26rem,calc(100vw-2rem))] gap-3 overflow-y-auto">
        <PopoverTitle>Notices</PopoverTitle>
        {notices.length === 0 ? <p className="text-muted-foreground">Nothing to tell.</p> : null}
        {notices.map((notice) => (
          <NoticeAlert key={notice.id} notice={notice} dismiss={dismiss} href={hrefOf(notice)} />
        ))}
      </PopoverContent>
    </Popover>
  );
}
