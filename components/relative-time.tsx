'use client';

import { exactText, relativeText } from './time-text';
import { cn } from './ui/cn';
import { useNow } from './use-now';

interface RelativeTimeProps {
  at: Date | string | number;
  className?: string;
}

/** A relative time ("in 43 min", "2 h ago"), with the exact time on hover and in `datetime`. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const date = new Date(at);
  const now = useNow(date.getTime());
  return (
    <time
      dateTime={date.toISOString()}
      title={exactText(date.getTime())}
      className={cn('whitespace-nowrap tabular-nums', className)}
      suppressHydrationWarning
    >
      {relativeText(date.getTime(), now)}
    </time>
  );
}
