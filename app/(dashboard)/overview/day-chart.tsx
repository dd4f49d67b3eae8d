import { cn } from '#components/ui/cn';
import { ScrollX } from '#components/ui/scroll-x';

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** One thing that is counted a day. */
export interface Series<D> {
  label: string;
  amountOf: (day: D) => number;
}

type Dated = { day: Date };

function titleOf<D extends Dated>(day: D, series: readonly Series<D>[]): string {
  const parts = series.map(({ label, amountOf }) => `${label}: ${amountOf(day).toLocaleString('en')}`);
  return `${dayFormat.format(day.day)}. ${parts.join(', ')}`;
}

interface StripProps<D> extends Series<D> {
  days: readonly D[];
  /** All that is counted, for the title of a day. */
  series: readonly Series<D>[];
  /** What the tallest bar stands for. */
  most: number;
  mostText: string;
  height: string;
  fillOf: (day: D) => string;
}

/** One bar a day. */
export function Strip<D extends Dated>(props: StripProps<D>) {
  const { label, days, series, amountOf, most, mostText, height, fillOf } = props;
  return (
    <div className="grid gap-1">
      <div className="flex justify-between text-muted-foreground text-xs tabular-nums">
        <span>{label}</span>
        <span>{mostText}</span>
      </div>
      <div className={cn('flex items-end border-border border-y', height, days.length > 10 ? 'gap-0.5' : 'gap-2')}>
        {days.map((day) => (
          <div
            key={day.day.getTime()}
            title={titleOf(day, series)}
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

/** The first and the last day, below the strips. */
export function DayAxis({ days }: { days: readonly Dated[] }) {
  const [first, last] = [days[0], days.at(-1)];
  return (
    <div className="flex justify-between text-muted-foreground text-xs">
      <span>{first ? dayFormat.format(first.day) : ''}</span>
      <span>{last ? dayFormat.format(last.day) : ''}</span>
    </div>
  );
}

interface NumbersProps<D> {
  /** What the table shows. */
  label: string;
  days: readonly D[];
  series: readonly Series<D>[];
}

/** The numbers of a chart as a table, folded. */
export function NumbersTable<D extends Dated>({ label: name, days, series }: NumbersProps<D>) {
  return (
    <details className="text-muted-foreground">
      <summary className="w-fit cursor-pointer rounded-sm">Show the numbers</summary>
      <ScrollX label={name} className="mt-2">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-border border-b text-left">
              <th scope="col" className="py-1 pr-3 font-medium">
                Day
              </th>
              {series.map(({ label }) => (
                <th key={label} scope="col" className="py-1 pl-3 text-right font-medium">
                  {label}
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
                {series.map(({ label, amountOf }) => (
                  <td key={label} className="py-0.5 pl-3 text-right tabular-nums">
                    {amountOf(day)}
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
