import { filePresets } from '../application-presets.ts';
import { whyManagedPolicy } from '../reasons.ts';
import type { Provider } from '../types.ts';

export const microsoftPowerPoint: Provider = {
  id: 'microsoft-powerpoint',
  displayName: 'Microsoft PowerPoint',
  description: 'Presentations in OneDrive and SharePoint.',
  group: 'files',
  categories: ['presentations', 'files'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'files-read',
  presets: [
    {
      id: 'files-read',
      title: 'Read own presentations',
      description: "Your product reads presentations in the person's own OneDrive.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'files-write',
      title: 'Read and write own presentations',
      description: "Your product reads, makes and changes presentations in the person's own OneDrive.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'files-read-all',
      title: 'Read all accessible presentations',
      description: 'Your product reads all presentations the person can open, in OneDrive and in SharePoint.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read.All'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'files-write-all',
      title: 'Read and write all accessible presentations',
      description: 'Your product reads and changes all presentations the person can, in OneDrive and in SharePoint.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite.All'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
  ],
  applicationPresets: filePresets,
  docs: [{ label: 'Files in Microsoft Graph', href: 'https://learn.microsoft.com/graph/onedrive-concept-overview' }],
};
