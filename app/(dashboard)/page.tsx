import type { Metadata } from 'next';
import { z } from 'zod';
import { LiveRefresh } from '#components/live-refresh';
import { NoticeAlert } from '#components/notice-alert';
import { PageHeader } from '#components/page-header';
import { ButtonLink } from '#components/ui/button-link';
import { requireOperator } from '#lib/auth/session';
import { countConnections } from '#lib/connections/connections';
import { env } from '#lib/env';
import { listIntegrations } from '#lib/integrations/integrations';
import { listOutages } from '#lib/integrations/watch-reach';
import { countOpenLinks } from '#lib/links/links';
import { listNotices, noticesFor } from '#lib/notices/notices';
import { roleCovers } from '#lib/roles';
import { integrationPath } from './integrations/paths';
import { dismiss } from './notices/actions';
import { ActivityCard } from './overview/activity-card';
import { FirstSteps } from './overview/first-steps';
import { FunnelCard } from './overview/funnel-card';
import { OutageAlert } from './overview/outage-alert';
import { RangeSwitch } from './overview/range-switch';
import { RefreshCard } from './overview/refresh-card';
import { Tiles } from './overview/tiles';
import { WorklistCard } from './overview/worklist-card';

export const metadata: Metadata = { title: 'Overview' };

type Props = { searchParams: Promise<{ days?: string | string[] }> };

/** Leaves out notices about expiring credentials and broken registrations, which the worklist already shows. */
const isBesideTheWorklist = ({ kind }: { kind: string }) =>
  !['secret_expiring', 'secret_expired', 'integration_broken', 'microsoft_unreachable'].includes(kind);

const daysSchema = z
  .enum(['7', '30'])
  .catch('7')
  .transform((days) => (days === '30' ? 30 : 7));

export default async function OverviewPage({ searchParams }: Props) {
  const operator = await requireOperator('viewer');
  const mayChange = roleCovers(operator.role, 'admin');
  const days = daysSchema.parse((await searchParams).days);
  const [counts, openLinks, integrations, notices] = await Promise.all([
    countConnections(),
    countOpenLinks(),
    listIntegrations(),
    listNotices(),
  ]);
  const isNew = counts.healthy + counts.needs_reauthorization + counts.corrupt === 0;
  return (
    <>
      <PageHeader
        title="Overview"
        actions={mayChange && !isNew ? <ButtonLink href="/links?new=1">Create link</ButtonLink> : null}
      />
      <div className="grid gap-6">
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
              href={
                notice.integration ? integrationPath(notice.integration.uniqueKey, { tab: 'credentials' }) : undefined
              }
            />
          ))}
        {isNew ? (
          <FirstSteps
            hasIntegration={integrations.length > 0}
            openLinks={openLinks}
            mayChange={mayChange}
            hasSandbox={env().sandboxLoginUrl !== undefined}
          />
        ) : (
          <Tiles counts={counts} openLinks={openLinks} integrations={integrations} />
        )}
        <WorklistCard counts={counts} integrations={integrations} mayChange={mayChange} isNew={isNew} />
        {isNew && openLinks === 0 ? null : (
          <>
            <RangeSwitch days={days} />
            <div className="grid gap-6 lg:grid-cols-2">
              <FunnelCard days={days} />
              <RefreshCard days={days} />
            </div>
          </>
        )}
        <ActivityCard />
        <LiveRefresh topics={['connection', 'credential', 'integration', 'link']} />
      </div>
    </>
  );
}
