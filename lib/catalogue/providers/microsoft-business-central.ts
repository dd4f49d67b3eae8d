import type { Provider } from '../types.ts';

export const microsoftBusinessCentral: Provider = {
  id: 'microsoft-business-central',
  displayName: 'Business Central',
  description: 'Companies, customers, items and invoices.',
  group: 'business',
  categories: ['erp', 'accounting'],
  accountTypes: ['single-tenant', 'organizations'],
  defaultPreset: 'act-as-person',
  presets: [
    {
      id: 'act-as-person',
      title: 'Work in Business Central as the person',
      description:
        "Your product does in Business Central what the person's permission sets allow. There is no narrower permission.",
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'business-central', scopes: ['user_impersonation'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
  ],
  docs: [
    {
      label: 'Business Central API',
      href: 'https://learn.microsoft.com/dynamics365/business-central/dev-itpro/api-reference/v2.0/',
    },
  ],
};
