import type { Metadata } from 'next';
import { PageHeader } from '#components/page-header';
import { requireOperator } from '#lib/auth/session';
import { listIntegrations } from '#lib/integrations/integrations';
import { roleCovers } from '#lib/roles';
import { PermissionFinder } from './permission-finder';

export const metadata: Metadata = { title: 'Permissions' };

type Props = { searchParams: Promise<{ calls?: string | string[] }> };

export default async function PermissionsPage({ searchParams }: Props) {
  const { role } = await requireOperator('viewer');
  const { calls = '' } = await searchParams;
  const integrations = roleCovers(role, 'admin') ? await listIntegrations() : [];
  return (
    <>
      <PageHeader
        title="Permissions"
        description="Paste the calls your product makes to Microsoft Graph or SharePoint. Each gets the least permission it needs, and all together the smallest set."
      />
      <PermissionFinder
        initial={[calls].flat().join('\n')}
        integrations={integrations.map(({ uniqueKey, displayName, permissionType }) => ({
          uniqueKey,
          displayName,
          permissionType,
        }))}
      />
    </>
  );
}
