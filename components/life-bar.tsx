'use client';

import { exactText, relativeText } from './time-text';
import { cn } from './ui/cn';
import { useNow } from './use-now';

interface LifeBarProps {
  /** What the bar measures, such as "Graph access token". */
  label: string;
  /** The whole lifetime in seconds, from issue to expiry. */
  issuedSeconds: number;
  expiresAt: Date | string | number;
  /** Nothing follows when it ends, so that no life of it is a good sign. */
  isLast?: boolean;
  className?: string;
}

function toneOf(share: number, isLast: boolean) {
  if (share <= 0) return 'bg-danger-fill';
  return isLast || share < 15 ? 'bg-warning-fill' : 'bg-success-fill';
}

/** The remaining lifetime of a token or secret as a thin bar, labelled "in 43 min". */
export function LifeBar({ label, issuedSeconds, expiresAt, isLast = false, className }: LifeBarProps) {
  const at = new Date(expiresAt).getTime();
  const now = useNow(at);
  const share = Math.round(Math.min(100, Math.max(0, ((at - now) / 1000 / Math.max(1, issuedSeconds)) * 100)));
  const left = at > now ? `expires ${relativeText(at, now)}` : `expired ${relativeText(at, now)}`;
  return (
    <div className={cn('flex min-w-0 items-center gap-3 text-sm', className)}>
      <div
        role="progressbar"
        aria-label={`${label}: life left`}
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={left}
        suppressHydrationWarning
        className="h-1.5 min-w-12 flex-1 overflow-hidden rounded-full bg-muted"
      >
        <div
          className={cn('h-full rounded-full', toneOf(share, isLast))}
          style={{ width: `${share}%` }}
          suppressHydrationWarning
        />
      </div>
      <time
        dateTime={new Date(at).toISOString()}
        title={exactText(at)}
        className="whitespace-nowrap text-muted-foreground tabular-nums"
        suppressHydrationWarning
      >
        {left}
      </time>
    </div>
  );
}
