import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '#components/empty-state';
import { settingsPages } from '#components/frame/settings-pages';
import { TitledCard } from '#components/titled-card';
import { requireOperator } from '#lib/auth/session';
import { listIntegrations } from '#lib/integrations/integrations';
import { listKeys } from '#lib/keys/keys';
import { roleCovers } from '#lib/roles';
import { CreateKeyForm } from './create-key-form';
import { KeyTable } from './key-table';

export const metadata: Metadata = { title: settingsPages['api-keys'].label };

export default async function ApiKeysPage() {
  const operator = await requireOperator('viewer');
  const [keys, integrations] = await Promise.all([listKeys(), listIntegrations()]);
  const mayChange = roleCovers(operator.role, 'admin');
  return (
    <div className="grid gap-6">
      {mayChange ? (
        <TitledCard
          title="New API key"
          description={
            <>
              Your backend sends it as <code className="font-mono">Authorization: Bearer</code> to the REST API. Give it
              what it is needed for and keep it on the server.
            </>
          }
        >
          <CreateKeyForm integrations={integrations.map(({ id, displayName }) => ({ id, displayName }))} />
        </TitledCard>
      ) : null}
      {keys.length > 0 ? (
        <KeyTable keys={keys} mayChange={mayChange} />
      ) : (
        <EmptyState
          icon={KeyRound}
          title="No API keys yet"
          description="A backend needs one to ask Latchkey for tokens. An admin or owner creates it here."
        />
      )}
    </div>
  );
}
