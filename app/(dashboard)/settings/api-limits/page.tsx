import type { Metadata } from 'next';
import { settingsPages } from '#components/frame/settings-pages';
import { TitledCard } from '#components/titled-card';
import { requireOperator } from '#lib/auth/session';
import { readRequestLimit } from '#lib/keys/limit';
import { roleCovers } from '#lib/roles';
import { versionOf } from '#lib/version';
import { NumberForm } from '../number-form';
import { saveRequestLimit } from './actions';

export const metadata: Metadata = { title: settingsPages['api-limits'].label };

export default async function ApiLimitsPage() {
  const operator = await requireOperator('viewer');
  const limit = await readRequestLimit();
  return (
    <TitledCard
      title="Limit per API key"
      description={
        <>
          A key beyond its limit gets status 429 with <code className="font-mono">Retry-After</code>; every answer says
          what is left in <code className="font-mono">RateLimit-Remaining</code>.
        </>
      }
    >
      {roleCovers(operator.role, 'admin') ? (
        <NumberForm
          save={saveRequestLimit}
          saved="Saved. It counts in every process within five seconds."
          field={{
            name: 'requestsPerMinute',
            label: 'Requests a minute for each key',
            hint: '0 means no limit. A limit costs each request one more database query.',
            min: 0,
            max: 1_000_000,
          }}
          value={limit}
          version={versionOf(limit)}
          button={{ label: 'Save limit', pendingLabel: 'Saving the limit' }}
        />
      ) : (
        <p>{limit === 0 ? 'No limit is set.' : `${limit} requests a minute for each key.`}</p>
      )}
    </TitledCard>
  );
}
