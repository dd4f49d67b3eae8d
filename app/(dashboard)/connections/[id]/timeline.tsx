import {
  ArrowRightLeft,
  CircleAlert,
  CircleCheck,
  CircleX,
  Eye,
  KeyRound,
  type LucideIcon,
  PencilLine,
  RefreshCw,
  RotateCcw,
  ShieldCheck,
  TriangleAlert,
  UserCheck,
} from 'lucide-react';
import Link from 'next/link';
import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import { ButtonLink } from '#components/ui/button-link';
import { cn } from '#components/ui/cn';
import { isToldOutside } from '#lib/connections/connection-events';
import type { EventType, TimelineEvent } from '#lib/connections/schema';
import { FailureFacts } from '../../failure-note';
import { actorWords, eventWords } from '../words';

const looks: Record<EventType, { icon: LucideIcon; tone: string }> = {
  connected: { icon: CircleCheck, tone: 'text-success' },
  connected_again: { icon: CircleCheck, tone: 'text-success' },
  reauthorized: { icon: RotateCcw, tone: 'text-success' },
  refresh_failed: { icon: TriangleAlert, tone: 'text-warning' },
  needs_reauthorization: { icon: CircleAlert, tone: 'text-danger' },
  recovered: { icon: CircleCheck, tone: 'text-success' },
  scopes_changed: { icon: ShieldCheck, tone: 'text-muted-foreground' },
  sites_changed: { icon: PencilLine, tone: 'text-muted-foreground' },
  sharepoint_missing: { icon: TriangleAlert, tone: 'text-warning' },
  resource_missing: { icon: TriangleAlert, tone: 'text-warning' },
  sharepoint_gained: { icon: KeyRound, tone: 'text-success' },
  sharepoint_moved: { icon: ArrowRightLeft, tone: 'text-muted-foreground' },
  refreshed_by_hand: { icon: RefreshCw, tone: 'text-muted-foreground' },
  revealed: { icon: Eye, tone: 'text-muted-foreground' },
  metadata_changed: { icon: PencilLine, tone: 'text-muted-foreground' },
  imported: { icon: CircleCheck, tone: 'text-success' },
  details_changed: { icon: PencilLine, tone: 'text-muted-foreground' },
  corrupt: { icon: CircleX, tone: 'text-danger' },
  new_account_seen: { icon: TriangleAlert, tone: 'text-warning' },
  new_account_allowed: { icon: UserCheck, tone: 'text-muted-foreground' },
  new_account_taken: { icon: ArrowRightLeft, tone: 'text-muted-foreground' },
  readable_again: { icon: CircleCheck, tone: 'text-success' },
};

function Entry({ id, event: { at, type, detail } }: { id: string; event: TimelineEvent }) {
  const { icon: Icon, tone } = looks[type];
  const { message, fix, by, resource, from } = detail;
  return (
    <li className="flex gap-3">
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', tone)} />
      <div className="grid min-w-0 flex-1 gap-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{eventWords[type]}</span>
          {by ? <span className="wrap-anywhere text-muted-foreground">by {actorWords(by)}</span> : null}
          <RelativeTime at={at} className="ml-auto text-muted-foreground" />
        </div>
        {resource && resource !== 'graph' ? (
          <code className="wrap-anywhere font-mono text-muted-foreground text-xs">
            {from ? `${from} → ${resource}` : resource}
          </code>
        ) : null}
        {message ? <p>{message}</p> : null}
        {fix ? <p className="text-muted-foreground">{fix}</p> : null}
        {isToldOutside(type) ? (
          <Link
            href={`/webhooks/deliveries?connection=${id}`}
            className="w-fit rounded-sm text-link text-xs underline-offset-4 hover:underline"
          >
            Webhooks of this connection
          </Link>
        ) : null}
        <FailureFacts {...detail} at={null} sentences={[message, fix, `Time: ${at.toISOString()}`]} />
      </div>
    </li>
  );
}

interface TimelineProps {
  id: string;
  events: readonly TimelineEvent[];
  hasOlder: boolean;
  isFirstPage: boolean;
}

/** Events of this connection, newest first. Successful refreshes are only counted. */
export function Timeline({ id, events, hasOlder, isFirstPage }: TimelineProps) {
  const last = events.at(-1);
  return (
    <TitledCard id="timeline" title="Timeline" contentClassName="grid gap-4">
      {events.length > 0 ? (
        <ol className="grid gap-4">
          {events.map((event) => (
            <Entry key={event.id} id={id} event={event} />
          ))}
        </ol>
      ) : (
        <p className="text-muted-foreground">Nothing older.</p>
      )}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {isFirstPage ? null : (
          <ButtonLink variant="outline" size="sm" href={`/connections/${id}#timeline`}>
            Show the newest
          </ButtonLink>
        )}
        {hasOlder && last ? (
          <ButtonLink variant="outline" size="sm" href={`/connections/${id}?before=${last.id}#timeline`}>
            Show older
          </ButtonLink>
        ) : null}
      </div>
    </TitledCard>
  );
}
