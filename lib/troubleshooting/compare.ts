import { requiredAccess } from '#lib/catalogue/registration/access';
import { PORTAL_ACCOUNT_TYPES } from '#lib/catalogue/registration/portal';
import { type CloudId, cloudTitle, cloudTraits } from '#lib/clouds';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { authorityOf } from '#lib/microsoft/client';
import { findCloud } from '#lib/microsoft/clouds';
import type { Compared } from './pages.ts';

/** A value that Latchkey sends, and where to find it in the registration or the tenant. */
export type ComparedValue = { id: Compared; label: string; value: string; where: string };

const segmentNotes: Readonly<Record<string, string>> = {
  common: 'Everybody with a Microsoft account; no tenant is named.',
  organizations: 'Work and school accounts of any tenant; none is named.',
  consumers: 'Personal accounts only.',
};

function permissionText(integration: IntegrationDetail): string {
  const { access } = requiredAccess(integration);
  return access
    .map(({ title, permissions }) => `${title}: ${permissions.map(({ name }) => name).join(' ')}`)
    .join('\n');
}

/** The sign-in address. For a sandbox that is not configured here, the address of the cloud it imitates. */
function signInAddress(cloud: CloudId): string {
  try {
    return findCloud(cloud).loginUrl;
  } catch {
    return cloudTraits(cloud).loginUrl;
  }
}

/** The redirect URI, which is the same for every integration. */
export function redirectToCompare(redirectUri: string): ComparedValue {
  return {
    id: 'redirect-uri',
    label: 'Redirect URI',
    value: redirectUri,
    where: 'Authentication, platform Web. Scheme, host, port, case and final slash count; 127.0.0.1 is not localhost.',
  };
}

/** The values that this integration sends, to be compared with the app registration and the tenant. */
export function valuesToCompare(integration: IntegrationDetail, redirectUri: string): ComparedValue[] {
  const { clientId, cloud, accountTypes } = integration;
  const segment = authorityOf(integration);
  const { wording, signInAudience } = PORTAL_ACCOUNT_TYPES[accountTypes];
  return [
    redirectToCompare(redirectUri),
    {
      id: 'client-id',
      label: 'Client ID',
      value: clientId,
      where:
        'Overview, Application (client) ID. Not the Object ID, and in Enterprise applications it is the Application ID.',
    },
    {
      id: 'tenant',
      label: 'Tenant people sign in to',
      value: segment,
      where: segmentNotes[segment] ?? 'Overview, Directory (tenant) ID, or one of its verified domains.',
    },
    {
      id: 'account-types',
      label: 'Supported account types',
      value: signInAudience,
      where: `Authentication, Supported account types: “${wording}”; in the manifest signInAudience.`,
    },
    {
      id: 'cloud',
      label: 'Cloud',
      value: signInAddress(cloud),
      where: `${cloudTitle(cloud)}. An app and a tenant exist in one cloud only.`,
    },
    {
      id: 'permissions',
      label: 'Permissions',
      value: permissionText(integration),
      where: 'API permissions, each of the type Delegated.',
    },
  ];
}
