import { Variable } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '#components/empty-state';
import { settingsPages } from '#components/frame/settings-pages';
import { TitledCard } from '#components/titled-card';
import { requireOperator } from '#lib/auth/session';
import { roleCovers } from '#lib/roles';
import { listVariables } from '#lib/variables/variables';
import { VariableForm } from './variable-form';
import { VariableTable } from './variable-table';

export const metadata: Metadata = { title: settingsPages.variables.label };

export default async function VariablesPage() {
  const operator = await requireOperator('viewer');
  const variables = await listVariables();
  const mayChange = roleCovers(operator.role, 'admin');
  return (
    <div className="grid gap-6">
      {mayChange ? (
        <TitledCard
          title="Set a variable"
          description={
            <>
              Your backend reads all of them with <code className="font-mono">GET /api/environment-variables</code>,
              with a key that is not bound to one integration.
            </>
          }
        >
          <VariableForm />
        </TitledCard>
      ) : null}
      {variables.length > 0 ? (
        <VariableTable variables={variables} mayChange={mayChange} />
      ) : (
        <EmptyState
          icon={Variable}
          title="No environment variables yet"
          description="Values that your integration code shares, such as a region or a feature switch. An admin sets them here."
        />
      )}
    </div>
  );
}
