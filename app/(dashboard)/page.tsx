import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { firstStepsCookie } from '#components/frame/first-steps-cookie';
import { LiveRefresh } from '#components/live-refresh';
import { NoticeAlert, placeOf } from '#components/notice-alert';
import { PageHeader } from '#components/page-header';
import { ButtonLink } from '#components/ui/button-link';
import { requireOperator } from '#lib/auth/session';
import { countConnections, listConnections } from '#lib/connections/connections';
import { demoState } from '#lib/demo/mark';
import { env } from '#lib/env';
import { listIntegrations } from '#lib/integrations/integrations';
import { listOutages } from '#lib/integrations/watch-reach';
import { countOpenLinks } from '#lib/links/links';
import { listNotices, noticesFor } from '#lib/notices/notices';
import { roleCovers } from '#lib/roles';
import { DemoNote, FillDemoButton } from './demo/demo-note';
import { dismiss } from './notices/actions';
import { ActivityCard } from './overview/activity-card';
import { Charts } from './overview/charts';
import { FirstSteps } from './overview/first-steps';
import { OutageAlert } from './overview/outage-alert';
import { Tiles } from './overview/tiles';
import { WorklistCard } from './overview/worklist-card';

export const metadata: Metadata = { title: 'Overview' };

type Props = {
  searchParams: Promise<{ days?: string | string[]; steps?: string | string[]; demo?: string | string[] }>;
};

const firstOnes = 5;

/**
 * How far the first steps are, while there are few connections and none has been used; undefined once they are done or
 * were put away.
 */
async function readSteps(total: number, isAskedFor: boolean) {
  const isAway = (await cookies()).get(firstStepsCookie) !== undefined;
  if (!isAskedFor && (isAway || total > firstOnes)) return undefined;
  const connections = await listConnections({}, { limit: firstOnes });
  const isFetched = connections.some(({ lastVendedAt }) => lastVendedAt !== null);
  return isFetched && !isAskedFor ? undefined : { connection: connections[0], isFetched };
}

/** Leaves out what this page shows elsewhere: credentials and registrations, and outages of Microsoft. */
const isBesideTheWorklist = ({ kind }: { kind: string }) =>
  !['secret_expiring', 'secret_expired', 'integration_broken', 'microsoft_unreachable'].includes(kind);

const daysSchema = z
  .enum(['7', '30'])
  .catch('7')
  .transform((days) => (days === '30' ? 30 : 7));

export default async function OverviewPage({ searchParams }: Props) {
  const operator = await requireOperator('viewer');
  const mayChange = roleCovers(operator.role, 'admin');
  const search = await searchParams;
  const days = daysSchema.parse(search.days);
  const [counts, openLinks, integrations, notices] = await Promise.all([
    countConnections(),
    countOpenLinks(),
    listIntegrations(),
    listNotices(),
  ]);
  const total = counts.healthy + counts.needs_reauthorization + counts.corrupt;
  const isNew = total === 0;
  const demo = await demoState();
  const isDemoShown = demo && (demo !== 'absent' || search.demo === 'show');
  const steps = await readSteps(total, search.steps === 'show');
  return (
    <>
      <PageHeader
        title="Overview"
        actions={mayChange && !isNew ? <ButtonLink href="/links?new=1">Create link</ButtonLink> : null}
      />
      <div className="grid gap-6">
        {isDemoShown ? <DemoNote state={demo} mayChange={mayChange} /> : null}
        {listOutages().map((outage) => (
          <OutageAlert key={outage.cloud} outage={outage} />
        ))}
        {noticesFor(operator.role, notices)
          .filter(isBesideTheWorklist)
          .map((notice) => (
            <NoticeAlert
              key={notice.id}
              notice={notice}
              dismiss={mayChange ? dismiss : undefined}
              place={placeOf(notice)}
            />
          ))}
        {steps ? (
          <FirstSteps
            {...steps}
            hasIntegration={integrations.length > 0}
            openLinks={openLinks}
            mayChange={mayChange}
            hasSandbox={env().sandboxLoginUrl !== undefined}
            demo={mayChange && isNew && demo === 'absent' ? <FillDemoButton /> : null}
          />
        ) : null}
        {isNew ? null : <Tiles counts={counts} openLinks={openLinks} integrations={integrations} />}
        <WorklistCard counts={counts} integrations={integrations} mayChange={mayChange} isNew={isNew} />
        <Charts days={days} integrations={integrations} />
        <ActivityCard />
        <LiveRefresh topics={['connection', 'credential', 'integration', 'link']} />
      </div>
    </>
  );
}
