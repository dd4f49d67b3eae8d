import { TitledCard } from '#components/titled-card';
import type { StateDay } from '#lib/connections/state-days';
import { DayAxis, NumbersTable, type Series, Strip } from './day-chart';

const healthy: Series<StateDay> = { label: 'Healthy', amountOf: (day) => day.healthy };
const attention: Series<StateDay> = { label: 'Need attention', amountOf: (day) => day.attention };
const series = [healthy, attention];

const numberText = (count: number) => count.toLocaleString('en');

function title({ healthy: works, attention: broken }: StateDay): string {
  if (broken === 0) return works === 1 ? 'The connection works' : `All ${numberText(works)} connections work`;
  return `${numberText(works)} of ${numberText(works + broken)} connections work`;
}

/** How that compares with the first day shown. A day without any connection is none to compare with. */
export function comparison(days: readonly StateDay[], last: StateDay): string {
  const [first] = days;
  if (!first || days.length < 2 || first.healthy + first.attention === 0) return 'At the end of each day (UTC).';
  const change = last.attention - first.attention;
  const since = `${days.length - 1} ${days.length === 2 ? 'day' : 'days'} ago`;
  if (change === 0) return `As many need attention as ${since}. At the end of each day (UTC).`;
  return `${numberText(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} need attention than ${since}. At the end of each day (UTC).`;
}

/** Whether connections break faster than they are mended. Not drawn while there were none. */
export function StateCard({ days }: { days: readonly StateDay[] }) {
  const last = days.at(-1);
  if (!last) return null;
  const most = (of: Series<StateDay>) => Math.max(...days.map(of.amountOf));
  const worst = most(attention);
  return (
    <TitledCard title={title(last)} description={comparison(days, last)} contentClassName="grid gap-3">
      <div aria-hidden="true" className="grid gap-3">
        <Strip
          {...healthy}
          days={days}
          series={series}
          most={Math.max(1, most(healthy))}
          mostText={`most: ${numberText(most(healthy))}`}
          height="h-20"
          fillOf={() => 'bg-success-fill'}
        />
        {worst > 0 ? (
          <Strip
            {...attention}
            days={days}
            series={series}
            most={worst}
            mostText={`most: ${numberText(worst)}`}
            height="h-12"
            fillOf={() => 'bg-danger-fill'}
          />
        ) : null}
        <DayAxis days={days} />
      </div>
      <NumbersTable label="Connections by state" days={days} series={series} />
    </TitledCard>
  );
}
