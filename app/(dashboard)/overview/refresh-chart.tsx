import { DayAxis, NumbersTable, type Series, Strip } from './day-chart';
import { failedShare, outcomes, percentText, type RefreshDay, totalOf } from './refresh-days';

const labels = { refreshed: 'Refreshed', failed: 'Failed, tried again', closed: 'Grant closed' } as const;

const series: readonly Series<RefreshDay>[] = outcomes.map((outcome) => ({
  label: labels[outcome],
  amountOf: (day) => day[outcome],
}));

/**
 * Refreshes a day, and below on a scale of its own the share that failed, so that ten failures among thousands show. The
 * table has the same numbers.
 */
export function RefreshChart({ days }: { days: readonly RefreshDay[] }) {
  const most = Math.max(1, ...days.map(totalOf));
  const worst = Math.max(...days.map(failedShare));
  return (
    <div className="grid gap-3">
      <div aria-hidden="true" className="grid gap-3">
        <Strip
          label="Refreshes"
          days={days}
          series={series}
          amountOf={totalOf}
          most={most}
          mostText={`most on a day: ${most.toLocaleString('en')}`}
          height="h-20"
          fillOf={() => 'bg-success-fill'}
        />
        {worst > 0 ? (
          <Strip
            label="Of these failed"
            days={days}
            series={series}
            amountOf={failedShare}
            most={worst}
            mostText={`worst day: ${percentText(worst)}`}
            height="h-12"
            fillOf={({ closed }) => (closed > 0 ? 'bg-danger-fill' : 'bg-warning-fill')}
          />
        ) : null}
        <DayAxis days={days} />
      </div>
      <NumbersTable label="Refreshes per day" days={days} series={series} />
    </div>
  );
}
