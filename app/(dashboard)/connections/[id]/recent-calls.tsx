import Link from 'next/link';
import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import { ButtonLink } from '#components/ui/button-link';
import { listActivity } from '#lib/activity/activity';
import type { ConnectionDetail } from '#lib/connections/schema';
import { OutcomeBadge } from '../../activity/outcome-badge';
import { activityHref, kindWords } from '../../activity/query';

const shown = 10;

/** The last calls, refreshes and sign-ins of this connection. */
export async function RecentCalls({ connection }: { connection: ConnectionDetail }) {
  const { id, connectionId } = connection;
  const rows = await listActivity({ connectionIds: [id] }, { limit: shown });
  return (
    <TitledCard title="Recent calls" contentClassName="grid gap-4">
      {rows.length === 0 ? (
        <p className="text-muted-foreground">
          None yet. Calls through the proxy and refreshes appear here; handing out a token is only counted.
        </p>
      ) : (
        <ul className="divide-y divide-border">
          {rows.map(({ id: row, at, kind, outcome, summary, detail }) => (
            <li key={row} className="flex items-start gap-3 py-2 first:pt-0">
              <div className="min-w-0 flex-1">
                <Link
                  href={activityHref({ connection: connectionId, event: row })}
                  className={`wrap-anywhere line-clamp-2 rounded-sm underline-offset-4 hover:underline ${kind === 'proxy' ? 'font-mono text-[13px]' : 'font-medium'}`}
                >
                  {summary}
                </Link>
                <span className="text-muted-foreground text-xs">
                  {kindWords[kind]}
                  {detail.ms === undefined ? '' : `, ${detail.ms} ms`} · <RelativeTime at={at} />
                </span>
              </div>
              {outcome === 'failed' ? <OutcomeBadge outcome={outcome} /> : null}
            </li>
          ))}
        </ul>
      )}
      {rows.length === shown ? (
        <ButtonLink variant="outline" size="sm" href={activityHref({ connection: connectionId })}>
          All calls of this connection
        </ButtonLink>
      ) : null}
    </TitledCard>
  );
}
