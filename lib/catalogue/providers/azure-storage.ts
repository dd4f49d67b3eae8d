import { applicationPresets } from '../application-presets.ts';
import type { Provider } from '../types.ts';

export const azureStorage: Provider = {
  id: 'azure-storage',
  displayName: 'Azure Storage',
  description: 'Blobs, files, queues and tables in the storage accounts a person may use.',
  group: 'directory',
  categories: ['storage', 'azure'],
  accountTypes: ['single-tenant', 'organizations'],
  defaultPreset: 'act-as-person',
  presets: [
    {
      id: 'act-as-person',
      title: 'Use storage as the person',
      description: "Your product reads and writes what the person's roles allow. There is no narrower permission.",
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'azure-storage', scopes: ['user_impersonation'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
  ],
  applicationPresets: applicationPresets({
    id: 'app-storage',
    title: 'Use released storage',
    description:
      'Your product reaches the storage accounts on which its service principal has an Azure role. Entra grants nothing.',
    scopes: [{ resource: 'azure-storage', scopes: [] }],
  }),
  docs: [
    {
      label: 'Azure Storage with Microsoft Entra ID',
      href: 'https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory',
    },
  ],
};
