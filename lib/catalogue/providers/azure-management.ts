import { applicationPresets } from '../application-presets.ts';
import type { Provider } from '../types.ts';

export const azureManagement: Provider = {
  id: 'azure-management',
  displayName: 'Azure management',
  description: 'Subscriptions, resource groups and resources in Azure.',
  group: 'directory',
  categories: ['azure', 'infrastructure'],
  accountTypes: ['single-tenant', 'organizations'],
  defaultPreset: 'act-as-person',
  presets: [
    {
      id: 'act-as-person',
      title: 'Manage Azure as the person',
      description:
        "Your product manages the Azure resources the person's roles allow. There is no narrower permission.",
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'azure-management', scopes: ['user_impersonation'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
  ],
  applicationPresets: applicationPresets({
    id: 'app-azure',
    title: 'Use released Azure resources',
    description:
      'Your product reaches the subscriptions and resources on which its service principal has an Azure role. Entra grants nothing.',
    scopes: [{ resource: 'azure-management', scopes: [] }],
  }),
  docs: [{ label: 'Azure REST API', href: 'https://learn.microsoft.com/rest/api/azure/' }],
};
