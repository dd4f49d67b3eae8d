import { BellRing } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '#components/empty-state';
import { LiveRefresh } from '#components/live-refresh';
import { TitledCard } from '#components/titled-card';
import { listChannels } from '#lib/alerts/channels';
import { requireOperator } from '#lib/auth/session';
import { listMailSenders } from '#lib/connections/tokens/own-call';
import { roleCovers } from '#lib/roles';
import { ChannelCard } from './channel-card';
import { ChannelForm } from './channel-form';
import { emptyChannel } from './form-values';

export const metadata: Metadata = { title: 'Alerts' };

export default async function AlertsPage() {
  const operator = await requireOperator('viewer');
  const mayChange = roleCovers(operator.role, 'admin');
  const [channels, senders] = await Promise.all([listChannels(), listMailSenders()]);
  return (
    <div className="grid gap-6">
      {channels.map((channel) => (
        <ChannelCard key={channel.id} channel={channel} mayChange={mayChange} senders={senders} />
      ))}
      {channels.length === 0 && !mayChange ? (
        <EmptyState
          icon={BellRing}
          title="Nobody is told yet"
          description="An admin can have problems told by mail, in Slack or Teams, or to a webhook. The bell shows them in any case."
        />
      ) : null}
      {mayChange ? (
        <TitledCard
          title={channels.length === 0 ? 'Have problems told' : 'Add a channel'}
          description="One message per change of state. After five in ten minutes, the rest comes in one message."
        >
          <ChannelForm values={emptyChannel} senders={senders} />
        </TitledCard>
      ) : null}
      <LiveRefresh topics={['notice']} />
    </div>
  );
}
