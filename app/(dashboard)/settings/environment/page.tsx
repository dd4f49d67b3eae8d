import type { Metadata } from 'next';
import { EnvironmentBadge } from '#components/frame/environment-badge';
import { settingsPages } from '#components/frame/settings-pages';
import { TitledCard } from '#components/titled-card';
import { requireOperator } from '#lib/auth/session';
import { readEnvironment } from '#lib/branding/environment';
import { roleCovers } from '#lib/roles';
import { versionOf } from '#lib/version';
import { EnvironmentForm } from './environment-form';

export const metadata: Metadata = { title: settingsPages.environment.label };

export default async function EnvironmentPage() {
  const operator = await requireOperator('viewer');
  const environment = await readEnvironment();
  return (
    <TitledCard
      title="Which installation this is"
      description="Shown at the top of every page of the dashboard, so that nobody takes production for a test. End users do not see it."
    >
      {roleCovers(operator.role, 'admin') ? (
        <EnvironmentForm environment={environment} version={versionOf(environment)} />
      ) : environment ? (
        <EnvironmentBadge environment={environment} />
      ) : (
        <p className="text-muted-foreground">No name is set.</p>
      )}
    </TitledCard>
  );
}
