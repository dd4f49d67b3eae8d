import { BellRing } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '#components/empty-state';
import { LiveRefresh } from '#components/live-refresh';
import { listChannels } from '#lib/alerts/channels';
import { requireOperator } from '#lib/auth/session';
import { listMailSenders } from '#lib/connections/tokens/own-call';
import { roleCovers } from '#lib/roles';
import { ChannelCard } from './channel-card';
import { AddChannel } from './channel-dialog';

export const metadata: Metadata = { title: 'Alerts' };

export default async function AlertsPage() {
  const operator = await requireOperator('viewer');
  const mayChange = roleCovers(operator.role, 'admin');
  const [channels, senders] = await Promise.all([listChannels(), listMailSenders()]);
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-prose text-muted-foreground">
          Problems are reported by e-mail, in Slack or Teams, or to a webhook, once each time they begin or end. The
          bell shows them in any case.
        </p>
        {mayChange ? <AddChannel senders={senders} /> : null}
      </div>
      {channels.length === 0 ? (
        <EmptyState
          icon={BellRing}
          title="No channel yet"
          description={mayChange ? 'Add a channel, and send it a test.' : 'An admin can add a channel.'}
        />
      ) : (
        channels.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} mayChange={mayChange} senders={senders} />
        ))
      )}
      <LiveRefresh topics={['notice']} />
    </div>
  );
}
