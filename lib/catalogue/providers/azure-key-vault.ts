import { applicationPresets } from '../application-presets.ts';
import type { Provider } from '../types.ts';

export const azureKeyVault: Provider = {
  id: 'azure-key-vault',
  displayName: 'Azure Key Vault',
  description: 'Keys, secrets and certificates in the vaults a person may use.',
  group: 'directory',
  categories: ['security', 'azure'],
  accountTypes: ['single-tenant', 'organizations'],
  defaultPreset: 'act-as-person',
  presets: [
    {
      id: 'act-as-person',
      title: 'Use key vaults as the person',
      description:
        'Your product uses the keys, secrets and certificates the person may. Each vault grants access on its own.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'key-vault', scopes: ['user_impersonation'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
  ],
  applicationPresets: applicationPresets({
    id: 'app-key-vault',
    title: 'Use released vaults',
    description:
      'Your product reaches the vaults on which its service principal has an Azure role or an access policy. Entra grants nothing.',
    scopes: [{ resource: 'key-vault', scopes: [] }],
  }),
  docs: [{ label: 'Key Vault REST API', href: 'https://learn.microsoft.com/rest/api/keyvault/' }],
};
