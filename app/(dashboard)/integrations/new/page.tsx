import type { Metadata } from 'next';
import { PageHeader } from '#components/page-header';
import { requireOperator } from '#lib/auth/session';
import { readBranding } from '#lib/branding/branding';
import { findProvider } from '#lib/catalogue/providers';
import { env } from '#lib/env';
import { listIntegrations } from '#lib/integrations/integrations';
import { redirectUri } from '#lib/integrations/registration';
import { initialValues } from '../form-values';
import { SandboxButton } from '../parts/sandbox-button';
import { Wizard } from './wizard';

export const metadata: Metadata = { title: 'New integration' };

type Search = Promise<{ provider?: string | string[] }>;

export default async function NewIntegrationPage({ searchParams }: { searchParams: Search }) {
  await requireOperator('admin');
  const { provider: wanted } = await searchParams;
  const chosen = typeof wanted === 'string' && findProvider(wanted) ? wanted : undefined;
  const { name } = await readBranding();
  const taken = (await listIntegrations()).map(({ uniqueKey }) => uniqueKey);
  const hasSandbox = env().sandboxLoginUrl !== undefined;
  return (
    <>
      <PageHeader
        title="New integration"
        description="One app registration at Microsoft plus what to ask for."
        crumbs={[{ label: 'Integrations', href: '/integrations' }]}
        actions={hasSandbox ? <SandboxButton /> : null}
      />
      <Wizard
        initial={initialValues(chosen ?? 'one-drive', taken, name ?? '')}
        isProductChosen={chosen !== undefined}
        redirectUri={redirectUri()}
        hasSandbox={hasSandbox}
        taken={taken}
      />
    </>
  );
}
