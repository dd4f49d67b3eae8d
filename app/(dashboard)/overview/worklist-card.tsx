import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { CopyButton } from '#components/copy-button';
import { RelativeTime } from '#components/relative-time';
import { ButtonLink } from '#components/ui/button-link';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card';
import { cn } from '#components/ui/cn';
import { listBrokenGroups, listConnections } from '#lib/connections/connections';
import type { ConnectionStatus } from '#lib/connections/schema';
import type { IntegrationRow } from '#lib/integrations/schema';
import { findOpenReauthorize } from '#lib/links/links';
import { ReauthorizeLink } from '../connections/[id]/reauthorize-link';
import type { OpenLink } from '../connections/lines';
import { LinkOut } from '../connections/link-out';
import { connectionsHref } from '../connections/query';
import { toOpenLink } from '../connections/to-line';
import { listWork, type WorkItem } from './worklist';

interface WorklistProps {
  counts: Record<ConnectionStatus, number>;
  integrations: readonly IntegrationRow[];
  mayChange: boolean;
  /** Whether nothing is connected yet. Then an empty list is not shown as success. */
  isNew: boolean;
}

const shown = 8;

function WorkAction({ item, mayChange }: { item: WorkItem; mayChange: boolean }) {
  if (item.kind !== 'connection') {
    return (
      <ButtonLink size="sm" variant="outline" href={item.action.href}>
        {mayChange || item.kind === 'group' ? item.action.label : 'Open integration'}
      </ButtonLink>
    );
  }
  if (!mayChange) {
    return (
      <ButtonLink size="sm" variant="outline" href={item.href}>
        Open connection
      </ButtonLink>
    );
  }
  const { id, username, integrationName, endUser } = item.connection;
  const to = endUser?.email ?? username;
  return (
    <div className="flex flex-wrap gap-2">
      {item.forAdmin ? (
        <CopyButton text={item.forAdmin} label="message for the admin" showLabel variant="outline" />
      ) : null}
      <ReauthorizeLink
        {...{ id, username, integrationName, to }}
        size="sm"
        emphasis={item.forAdmin ? 'second' : 'first'}
      />
    </div>
  );
}

interface WorkLineProps {
  item: WorkItem;
  mayChange: boolean;
  /** The reauthorize link that is out. */
  open: OpenLink | null;
}

function WorkLine({ item, mayChange, open }: WorkLineProps) {
  const Icon = item.tone === 'danger' ? CircleAlert : TriangleAlert;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-5 py-3">
      <Icon
        aria-hidden="true"
        className={cn('mt-0.5 size-4 shrink-0', item.tone === 'danger' ? 'text-danger' : 'text-warning')}
      />
      <div className="min-w-0 flex-1 basis-60">
        <Link href={item.href} className="wrap-anywhere rounded-sm font-medium underline-offset-4 hover:underline">
          {item.name}
        </Link>
        <p className="wrap-anywhere max-w-prose text-muted-foreground">
          {item.sentence}
          {item.since ? (
            <span className="text-xs">
              {' '}
              Since <RelativeTime at={item.since} />.
            </span>
          ) : null}
        </p>
        {item.mending ? <p className="wrap-anywhere max-w-prose">{item.mending}</p> : null}
        {open ? (
          <p className="text-muted-foreground text-xs">
            <LinkOut link={open} />
          </p>
        ) : null}
      </div>
      <WorkAction item={item} mayChange={mayChange} />
    </li>
  );
}

/** Few connections stand one by one; many together by their reason, so that the list stays one screen. */
async function readWork(counts: WorklistProps['counts'], integrations: readonly IntegrationRow[]) {
  const attention = counts.corrupt + counts.needs_reauthorization;
  if (attention > shown) return listWork({ integrations, groups: await listBrokenGroups() });
  const [corrupt, closed] = await Promise.all(
    (['corrupt', 'needs_reauthorization'] as const).map((status) =>
      counts[status] > 0 ? listConnections({ status }, { limit: shown }) : [],
    ),
  );
  return listWork({ integrations, connections: [...(corrupt ?? []), ...(closed ?? [])] });
}

/** Problems that somebody has to solve, worst first: what, for whom, since when, and one action each. */
export async function WorklistCard({ counts, integrations, mayChange, isNew }: WorklistProps) {
  const work = await readWork(counts, integrations);
  if (work.length === 0 && isNew) return null;
  const first = work.slice(0, shown);
  const open = await findOpenReauthorize(first.flatMap(({ kind, id }) => (kind === 'connection' ? id : [])));
  const more = work.length - shown;
  return (
    <Card className="gap-2">
      <CardHeader>
        <CardTitle>{work.length === 0 ? 'No connection needs attention' : 'Needs attention'}</CardTitle>
      </CardHeader>
      {work.length === 0 ? (
        <CardContent className="flex items-center gap-2 text-muted-foreground">
          <CircleCheck aria-hidden="true" className="size-4 text-success" />
          Every connection works, and no secret expires within 30 days.
        </CardContent>
      ) : (
        <ul className="divide-y divide-border text-sm">
          {first.map((item) => (
            <WorkLine key={item.id} item={item} mayChange={mayChange} open={toOpenLink(open.get(item.id))} />
          ))}
        </ul>
      )}
      {more > 0 ? (
        <CardContent>
          <ButtonLink variant="link" href={connectionsHref({ status: 'needs_reauthorization' })}>
            Show {more} more
          </ButtonLink>
        </CardContent>
      ) : null}
    </Card>
  );
}
