import type { VendMinute } from '#lib/activity/schema';

const minuteMilliseconds = 60_000;

function everyMinute(counted: readonly VendMinute[], { minutes, now }: { minutes: number; now: Date }): number[] {
  const last = Math.floor(now.getTime() / minuteMilliseconds);
  const byMinute = new Map(
    counted.map(({ minute, count }) => [Math.floor(minute.getTime() / minuteMilliseconds), count]),
  );
  return Array.from({ length: minutes }, (_, index) => byMinute.get(last - minutes + 1 + index) ?? 0);
}

const number = new Intl.NumberFormat('en-GB');

/** Tokens handed out in the last hour, one bar per minute. They are only counted, so there are no rows for them. */
export function VendStrip({ counted, minutes }: { counted: readonly VendMinute[]; minutes: number }) {
  const counts = everyMinute(counted, { minutes, now: new Date() });
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...counts);
  return (
    <div className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-2">
      <p className="text-sm">
        <span className="block text-muted-foreground text-xs">Tokens handed out, last {minutes} minutes</span>
        <span className="font-semibold text-lg tabular-nums">{number.format(total)}</span>
        {most > 0 ? <span className="text-muted-foreground"> (at most {number.format(most)} in a minute)</span> : null}
      </p>
      {most > 0 ? (
        <div aria-hidden="true" className="flex h-10 min-w-48 max-w-sm flex-1 items-end gap-px border-border border-b">
          {counts.map((count, index) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in time is all a bar is
              key={index}
              className="min-w-0 flex-1 rounded-t-xs bg-primary/60"
              style={{ height: count > 0 ? `max(2px, ${(count / most) * 100}%)` : 0 }}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}
