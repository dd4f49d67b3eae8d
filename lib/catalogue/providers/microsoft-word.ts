import { filePresets } from '../application-presets.ts';
import { whyManagedPolicy } from '../reasons.ts';
import type { Provider } from '../types.ts';

export const microsoftWord: Provider = {
  id: 'microsoft-word',
  displayName: 'Microsoft Word',
  description: 'Documents in OneDrive and SharePoint.',
  group: 'files',
  categories: ['documents', 'files'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'files-read',
  presets: [
    {
      id: 'files-read',
      title: 'Read own documents',
      description: "Your product reads documents in the person's own OneDrive.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'files-write',
      title: 'Read and write own documents',
      description: "Your product reads, makes and changes documents in the person's own OneDrive.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'files-read-all',
      title: 'Read all accessible documents',
      description: 'Your product reads all documents the person can open, in OneDrive and in SharePoint.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read.All'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'files-write-all',
      title: 'Read and write all accessible documents',
      description: 'Your product reads and changes all documents the person can, in OneDrive and in SharePoint.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite.All'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
  ],
  applicationPresets: filePresets,
  docs: [{ label: 'Files in Microsoft Graph', href: 'https://learn.microsoft.com/graph/onedrive-concept-overview' }],
};
