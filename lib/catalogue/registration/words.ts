import type { AccountTypes } from '../schema.ts';

/** The portal's words for each choice of account types, and the manifest's value for the same. */
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
