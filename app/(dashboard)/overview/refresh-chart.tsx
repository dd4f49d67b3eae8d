import { cn } from '#components/ui/cn';
import { ScrollX } from '#components/ui/scroll-x';
import { type Outcome, outcomes, type RefreshDay, sumOf, totalOf } from './refresh-days';

const looks: Record<Outcome, { label: string; fill: string }> = {
  refreshed: { label: 'Refreshed', fill: 'bg-success-fill' },
  failed: { label: 'Failed, tried again', fill: 'bg-warning-fill' },
  closed: { label: 'Grant closed', fill: 'bg-danger-fill' },
};

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

function Legend({ days }: { days: readonly RefreshDay[] }) {
  return (
    <ul aria-label="Outcomes" className="flex flex-wrap gap-x-4 gap-y-1">
      {outcomes.map((outcome) => (
        <li key={outcome} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={cn('size-2.5 rounded-sm', looks[outcome].fill)} />
          {looks[outcome].label}
          <span className="text-muted-foreground tabular-nums">{sumOf(days, outcome)}</span>
        </li>
      ))}
    </ul>
  );
}

function titleOf(day: RefreshDay): string {
  const parts = outcomes.map((outcome) => `${looks[outcome].label}: ${day[outcome]}`);
  return `${dayFormat.format(day.day)}. ${parts.join(', ')}`;
}

function Column({ day, most }: { day: RefreshDay; most: number }) {
  return (
    <div title={titleOf(day)} className="flex h-full min-w-0 flex-1 flex-col-reverse gap-px rounded-sm hover:bg-accent">
      {outcomes.map((outcome) =>
        day[outcome] > 0 ? (
          <div
            key={outcome}
            className={cn('w-full rounded-xs', looks[outcome].fill)}
            // At least two pixels high, so that a single failure among thousands stays visible.
            style={{ height: `max(2px, ${(day[outcome] / most) * 100}%)` }}
          />
        ) : null,
      )}
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
                  {looks[outcome].label}
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

/** Stacked bars, one per day. The table below has the same numbers. */
export function RefreshChart({ days }: { days: readonly RefreshDay[] }) {
  const most = Math.max(1, ...days.map(totalOf));
  const [first, last] = [days[0], days.at(-1)];
  return (
    <div className="grid gap-3">
      <Legend days={days} />
      <div aria-hidden="true" className="grid gap-1">
        <div className="flex justify-between border-border border-b text-muted-foreground text-xs tabular-nums">
          <span>most on a day: {most}</span>
        </div>
        <div className={cn('flex h-32 items-end border-border border-b', days.length > 10 ? 'gap-0.5' : 'gap-2')}>
          {days.map((day) => (
            <Column key={day.day.getTime()} day={day} most={most} />
          ))}
        </div>
        <div className="flex justify-between text-muted-foreground text-xs">
          <span>{first ? dayFormat.format(first.day) : ''}</span>
          <span>{last ? dayFormat.format(last.day) : ''}</span>
        </div>
      </div>
      <NumbersTable days={days} />
    </div>
  );
}
