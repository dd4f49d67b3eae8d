import { applicationPresets } from '../application-presets.ts';
import type { Provider } from '../types.ts';

export const microsoftDataverse: Provider = {
  id: 'microsoft-dataverse',
  displayName: 'Dynamics 365 and Dataverse',
  description: 'Customers, cases and own tables in one Dataverse environment.',
  group: 'business',
  categories: ['crm', 'erp', 'database'],
  accountTypes: ['single-tenant', 'organizations'],
  defaultPreset: 'act-as-person',
  presets: [
    {
      id: 'act-as-person',
      title: 'Work in Dynamics 365 as the person',
      description:
        "Your product does in the environment what the person's security roles allow. Dataverse knows no narrower permission.",
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'dataverse', scopes: ['user_impersonation'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
  ],
  applicationPresets: applicationPresets({
    id: 'app-dataverse',
    title: 'Work as an application user',
    description:
      'Your product does in the environment what the security roles of its application user allow. An admin makes that user in the Power Platform admin center; Entra grants nothing.',
    scopes: [{ resource: 'dataverse', scopes: [] }],
  }),
  docs: [
    {
      label: 'Dataverse Web API',
      href: 'https://learn.microsoft.com/power-apps/developer/data-platform/webapi/overview',
    },
  ],
};
