import { Circle, CircleAlert, CircleCheck, type LucideIcon, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import { cn } from '#components/ui/cn';
import { listAudit } from '#lib/audit/audit';
import { listLatestEvents } from '#lib/connections/timeline';
import { nameSubjects } from '../subject-names';
import { type Activity, mergeActivity } from './activity';

const shown = 10;
// More than are shown, because rows that are also in a connection's timeline are removed.
const read = 30;

const looks: Record<Activity['tone'], { icon: LucideIcon; tone: string }> = {
  success: { icon: CircleCheck, tone: 'text-success' },
  warning: { icon: TriangleAlert, tone: 'text-warning' },
  danger: { icon: CircleAlert, tone: 'text-danger' },
  neutral: { icon: Circle, tone: 'text-muted-foreground' },
};

function Line({ activity: { at, tone, what, whom, by, href } }: { activity: Activity }) {
  const { icon: Icon, tone: color } = looks[tone];
  return (
    <li className="flex items-baseline gap-3">
      <Icon aria-hidden="true" className={cn('size-4 shrink-0 translate-y-0.5', color)} />
      <span className="wrap-anywhere min-w-0 flex-1">
        {href ? (
          <Link href={href} className="rounded-sm underline-offset-4 hover:underline">
            {what}
            {whom ? `: ${whom}` : ''}
          </Link>
        ) : (
          `${what}${whom ? `: ${whom}` : ''}`
        )}
        {by ? <span className="text-muted-foreground"> by {by}</span> : null}
      </span>
      <RelativeTime at={at} className="text-muted-foreground" />
    </li>
  );
}

/** Recent activity on connections and by operators. */
export async function ActivityCard() {
  const [events, audits] = await Promise.all([listLatestEvents(shown), listAudit({ limit: read })]);
  const activities = mergeActivity({ events, audits, names: await nameSubjects(audits) }, shown);
  if (activities.length === 0) return null;
  return (
    <TitledCard title="Latest activity">
      <ul className="grid gap-2">
        {activities.map((activity) => (
          <Line key={activity.id} activity={activity} />
        ))}
      </ul>
    </TitledCard>
  );
}
