import { Plug, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '#components/empty-state';
import { NoticeOnce } from '#components/notice-once';
import { PageHeader } from '#components/page-header';
import { Alert } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import { requireOperator } from '#lib/auth/session';
import { env } from '#lib/env';
import { listIntegrations } from '#lib/integrations/integrations';
import { roleCovers } from '#lib/roles';
import { IntegrationsTable } from './integrations-table';
import { SandboxButton } from './parts/sandbox-button';

export const metadata: Metadata = { title: 'Integrations' };

type Search = Promise<{ notice?: string | string[] }>;

function NewButton() {
  return (
    <ButtonLink href="/integrations/new">
      <Plus aria-hidden="true" />
      New integration
    </ButtonLink>
  );
}

function NoIntegrations({ canChange }: { canChange: boolean }) {
  const hasSandbox = env().sandboxLoginUrl !== undefined;
  const start = 'An integration is one app registration at Microsoft plus what to ask for.';
  const sandbox = ' To see everything work first, use the sandbox app: pretend accounts, nothing to register.';
  return (
    <EmptyState
      icon={Plug}
      title="No integrations yet"
      description={canChange && hasSandbox ? start + sandbox : start}
      actions={
        canChange ? (
          <>
            <NewButton />
            {hasSandbox ? <SandboxButton /> : null}
          </>
        ) : null
      }
    />
  );
}

export default async function IntegrationsPage({ searchParams }: { searchParams: Search }) {
  const operator = await requireOperator('viewer');
  const canChange = roleCovers(operator.role, 'admin');
  const [integrations, { notice }] = await Promise.all([listIntegrations(), searchParams]);
  return (
    <>
      <PageHeader
        title="Integrations"
        description="App registrations at Microsoft and what they ask for."
        actions={canChange && integrations.length > 0 ? <NewButton /> : null}
      />
      <NoticeOnce notice={notice}>
        {notice === 'deleted' ? (
          <Alert variant="success" role="status" className="mb-6">
            The integration is deleted, with its secret and its connections. What end users granted stays visible at
            Microsoft until they or their admin remove the app there.
          </Alert>
        ) : null}
      </NoticeOnce>
      {integrations.length === 0 ? (
        <NoIntegrations canChange={canChange} />
      ) : (
        <IntegrationsTable integrations={integrations} />
      )}
    </>
  );
}
