import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { LiveRefresh } from '#components/live-refresh';
import { SandboxBar } from '#components/sandbox-bar';
import { requireOperator } from '#lib/auth/session';
import { isSandbox } from '#lib/clouds';
import { findConnection, listTimeline } from '#lib/connections/connections';
import { findIntegrationById } from '#lib/integrations/integrations';
import { findOperatorById } from '#lib/operators/members';
import { roleCovers } from '#lib/roles';
import type { SearchParams } from '../query';
import { AccessCard } from './access-card';
import { ConnectionHeader } from './connection-header';
import { DeleteCard } from './delete-card';
import { EndUserCard } from './end-user-card';
import { FactsCard } from './facts-card';
import { MetadataCard } from './metadata-card';
import { NarrowCard } from './narrow/narrow-card';
import { Notes } from './notes';
import { RecentCalls } from './recent-calls';
import { Timeline } from './timeline';
import { TokenSection } from './token-section';
import { UseIt } from './use-it';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const eventsShown = 20;
const querySchema = z.object({
  notice: z.enum(['refreshed', 'failed']).optional().catch(undefined),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
});

async function readTimeline(id: string, before: string | undefined) {
  const events = await listTimeline(id, { limit: eventsShown + 1, ...(before && { before }) });
  return { events: events.slice(0, eventsShown), hasOlder: events.length > eventsShown };
}

const readConnection = cache(async (id: string) => {
  const connection = z.uuid().safeParse(id).success ? await findConnection(id) : undefined;
  return connection ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireOperator('viewer');
  const { displayName, username } = await readConnection((await params).id);
  return { title: displayName || username };
}

export default async function ConnectionPage({ params, searchParams }: Props) {
  const operator = await requireOperator('viewer');
  const mayChange = roleCovers(operator.role, 'admin');
  const { notice, before } = querySchema.parse(await searchParams);
  const connection = await readConnection((await params).id);
  const [timeline, integration, member] = await Promise.all([
    readTimeline(connection.id, before),
    findIntegrationById(connection.integrationId),
    findOperatorById(operator.id),
  ]);
  return (
    <>
      {isSandbox(connection.cloud) ? <SandboxBar /> : null}
      <LiveRefresh topics={['connection', 'link']} ids={[connection.id, connection.connectionId]} />
      <ConnectionHeader connection={connection} mayChange={mayChange} />
      <div className="grid gap-6">
        <Notes connection={connection} integration={integration} notice={notice} mayChange={mayChange} />
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid min-w-0 gap-6">
            <TokenSection connection={connection} mayChange={mayChange} asksPassword={member?.hasPassword ?? true} />
            <AccessCard connection={connection} integration={integration} mayChange={mayChange} />
            <NarrowCard connection={connection} integration={integration} mayChange={mayChange} />
          </div>
          <aside aria-label="About this connection" className="grid min-w-0 gap-6">
            <FactsCard connection={connection} />
            <EndUserCard connection={connection} />
          </aside>
        </div>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Timeline id={connection.id} {...timeline} isFirstPage={before === undefined} />
          <RecentCalls connection={connection} />
        </div>
        <UseIt connection={connection} mayChange={mayChange} />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <MetadataCard id={connection.id} metadata={connection.metadata} mayChange={mayChange} />
          {mayChange ? <DeleteCard connection={connection} /> : null}
        </div>
      </div>
    </>
  );
}
