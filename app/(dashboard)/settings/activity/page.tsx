import type { Metadata } from 'next';
import { settingsPages } from '#components/frame/settings-pages';
import { TitledCard } from '#components/titled-card';
import { readRetentionDays } from '#lib/activity/activity';
import { requireOperator } from '#lib/auth/session';
import { roleCovers } from '#lib/roles';
import { versionOf } from '#lib/version';
import { NumberForm } from '../number-form';
import { saveRetention } from './actions';

export const metadata: Metadata = { title: settingsPages.activity.label };

export default async function ActivitySettingsPage() {
  const operator = await requireOperator('viewer');
  const days = await readRetentionDays();
  return (
    <TitledCard
      title="How long activity is kept"
      description="Proxy calls, refreshes, steps of links, and how many tokens were handed out each minute. Timelines of connections and the audit list are not touched. How often each kind of call went through the proxy, without ids and queries, is kept for 90 days whatever is set here."
    >
      {roleCovers(operator.role, 'admin') ? (
        <NumberForm
          save={saveRetention}
          saved="Saved. What is older is deleted within the hour."
          field={{ name: 'days', label: 'Days to keep activity', hint: '1 to 365.', min: 1, max: 365, required: true }}
          value={days}
          version={versionOf(days)}
          button={{ label: 'Save days', pendingLabel: 'Saving' }}
        />
      ) : (
        <p>{days === 1 ? '1 day' : `${days} days`}. An admin or owner can change it.</p>
      )}
    </TitledCard>
  );
}
