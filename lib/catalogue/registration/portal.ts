import type { AccountTypes } from '#lib/account-types';
import { type CloudId, cloudTraits, realCloud } from '#lib/clouds';
import { isGuid } from '#lib/guid';
import type { RegistrationChoice } from '../types.ts';

export type PortalLink = { label: string; href: string };

/** For each choice of account types: its wording in the portal, and its value in the manifest. */
export const PORTAL_ACCOUNT_TYPES: Record<AccountTypes, { wording: string; signInAudience: string }> = {
  'single-tenant': {
    wording: 'Accounts in this organizational directory only (single tenant)',
    signInAudience: 'AzureADMyOrg',
  },
  organizations: {
    wording: 'Accounts in any organizational directory (multitenant)',
    signInAudience: 'AzureADMultipleOrgs',
  },
  'organizations-and-personal': {
    wording: 'Accounts in any organizational directory (multitenant) and personal Microsoft accounts',
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
  },
  personal: { wording: 'Personal Microsoft accounts only', signInAudience: 'PersonalMicrosoftAccount' },
};

/** The menu of an app registration, as the portal's addresses name it. */
const menu = {
  overview: { blade: 'Overview', label: 'Overview of the app' },
  branding: { blade: 'Branding', label: 'Branding & properties' },
  authentication: { blade: 'Authentication', label: 'Authentication of the app' },
  credentials: { blade: 'Credentials', label: 'Certificates & secrets' },
  claims: { blade: 'TokenConfiguration', label: 'Token configuration' },
  permissions: { blade: 'CallAnAPI', label: 'API permissions of the app' },
} as const;
export type PortalPage = keyof typeof menu;

/** What people call the portal of a cloud; where Entra has no admin center of its own it is the Azure portal. */
export function portalName(cloud: CloudId): string {
  const { entraPortalUrl, azurePortalUrl } = cloudTraits(cloud);
  return entraPortalUrl === azurePortalUrl ? 'Azure portal' : 'Microsoft Entra admin center';
}

/** The portal in which apps of a cloud are registered. */
export function portalHome(cloud: CloudId): PortalLink {
  return { label: portalName(cloud), href: cloudTraits(cloud).entraPortalUrl };
}

/** The list of app registrations. */
export function registrationsLink(cloud: CloudId): PortalLink {
  const { entraPortalUrl } = cloudTraits(cloud);
  return {
    label: 'App registrations',
    href: `${entraPortalUrl}/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade`,
  };
}

/** A page of one app registration; the list while its client ID is not known. */
export function registrationLink(
  page: PortalPage,
  { cloud, clientId = '' }: Pick<RegistrationChoice, 'cloud' | 'clientId'>,
): PortalLink {
  if (!isGuid(clientId)) return registrationsLink(cloud);
  const { blade, label } = menu[page];
  const { entraPortalUrl } = cloudTraits(cloud);
  const at = `ApplicationMenuBlade/~/${blade}/appId/${clientId.toLowerCase()}`;
  return { label, href: `${entraPortalUrl}/#view/Microsoft_AAD_RegisteredApps/${at}` };
}

/** The list of a tenant's enterprise applications, in which its admin finds the app once it was consented to. */
export function enterpriseAppsLink(cloud: CloudId): PortalLink {
  const { entraPortalUrl } = cloudTraits(cloud);
  return {
    label: 'Enterprise applications',
    href: `${entraPortalUrl}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,
  };
}

/** The menu path to the app registrations. */
export function registrationsPath(cloud: CloudId): string {
  return realCloud(cloud) === 'global' || realCloud(cloud) === 'us-gov'
    ? 'Entra ID, App registrations (in older portals: Identity, Applications, App registrations)'
    : 'Microsoft Entra ID, App registrations';
}

/** A page of Microsoft's manual. */
export function manual(label: string, page: string): PortalLink {
  return { label, href: `https://learn.microsoft.com/entra/identity-platform/${page}` };
}
