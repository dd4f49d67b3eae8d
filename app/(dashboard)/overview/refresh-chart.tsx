import { cn } from '#components/ui/cn';
import { ScrollX } from '#components/ui/scroll-x';
import { failedShare, type Outcome, outcomes, percentText, type RefreshDay, totalOf } from './refresh-days';

const labels: Record<Outcome, string> = {
  refreshed: 'Refreshed',
  failed: 'Failed, tried again',
  closed: 'Grant closed',
};

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

function titleOf(day: RefreshDay): string {
  const parts = outcomes.map((outcome) => `${labels[outcome]}: ${day[outcome].toLocaleString('en')}`);
  return `${dayFormat.format(day.day)}. ${parts.join(', ')}`;
}

interface StripProps {
  title: string;
  days: readonly RefreshDay[];
  amountOf: (day: RefreshDay) => number;
  /** What the tallest bar stands for. */
  most: number;
  mostText: string;
  height: string;
  fillOf: (day: RefreshDay) => string;
}

/** One bar a day. */
function Strip({ title, days, amountOf, most, mostText, height, fillOf }: StripProps) {
  return (
    <div className="grid gap-1">
      <div className="flex justify-between text-muted-foreground text-xs tabular-nums">
        <span>{title}</span>
        <span>{mostText}</span>
      </div>
      <div className={cn('flex items-end border-border border-y', height, days.length > 10 ? 'gap-0.5' : 'gap-2')}>
        {days.map((day) => (
          <div
            key={day.day.getTime()}
            title={titleOf(day)}
            className="flex h-full min-w-0 flex-1 items-end rounded-sm hover:bg-accent"
          >
            {amountOf(day) > 0 ? (
              <div
                className={cn('w-full rounded-xs', fillOf(day))}
                style={{ height: `max(2px, ${(amountOf(day) / most) * 100}%)` }}
              />
            ) : null}
          </div>
        ))}
      </div>
    </div>
  );
}

function NumbersTable({ days }: { days: readonly RefreshDay[] }) {
  return (
    <details className="text-muted-foreground">
      <summary className="w-fit cursor-pointer rounded-sm">Show the numbers</summary>
      <ScrollX label="Refreshes per day" className="mt-2">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-border border-b text-left">
              <th scope="col" className="py-1 pr-3 font-medium">
                Day
              </th>
              {outcomes.map((outcome) => (
                <th key={outcome} scope="col" className="py-1 pl-3 text-right font-medium">
                  {labels[outcome]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.day.getTime()}>
                <th scope="row" className="whitespace-nowrap py-0.5 pr-3 text-left font-normal">
                  {dayFormat.format(day.day)}
                </th>
                {outcomes.map((outcome) => (
                  <td key={outcome} className="py-0.5 pl-3 text-right tabular-nums">
                    {day[outcome]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </details>
  );
}

/**
 * Refreshes a day, and below on a scale of its own the share that failed, so that ten failures among thousands show. The
 * table has the same numbers.
 */
export function RefreshChart({ days }: { days: readonly RefreshDay[] }) {
  const most = Math.max(1, ...days.map(totalOf));
  const worst = Math.max(...days.map(failedShare));
  const [first, last] = [days[0], days.at(-1)];
  return (
    <div className="grid gap-3">
      <div aria-hidden="true" className="grid gap-3">
        <Strip
          title="Refreshes"
          days={days}
          amountOf={totalOf}
          most={most}
          mostText={`most on a day: ${most.toLocaleString('en')}`}
          height="h-20"
          fillOf={() => 'bg-success-fill'}
        />
        {worst > 0 ? (
          <Strip
            title="Of these failed"
            days={days}
            amountOf={failedShare}
            most={worst}
            mostText={`worst day: ${percentText(worst)}`}
            height="h-12"
            fillOf={({ closed }) => (closed > 0 ? 'bg-danger-fill' : 'bg-warning-fill')}
          />
        ) : null}
        <div className="flex justify-between text-muted-foreground text-xs">
          <span>{first ? dayFormat.format(first.day) : ''}</span>
          <span>{last ? dayFormat.format(last.day) : ''}</span>
        </div>
      </div>
      <NumbersTable days={days} />
    </div>
  );
}
