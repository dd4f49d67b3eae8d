import { filePresets } from '../application-presets.ts';
import { whyManagedPolicy } from '../reasons.ts';
import type { Provider } from '../types.ts';

export const microsoftExcel: Provider = {
  id: 'microsoft-excel',
  displayName: 'Microsoft Excel',
  description: 'Workbooks in OneDrive and SharePoint.',
  group: 'files',
  categories: ['spreadsheets', 'files'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'files-write',
  presets: [
    {
      id: 'files-read',
      title: 'Read own workbooks',
      description: "Your product reads workbooks in the person's own OneDrive.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'files-write',
      title: 'Read and write own workbooks',
      description: "Your product reads, makes and changes workbooks in the person's own OneDrive.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'files-read-all',
      title: 'Read all accessible workbooks',
      description: 'Your product reads all workbooks the person can open, in OneDrive and in SharePoint.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read.All'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'files-write-all',
      title: 'Read and write all accessible workbooks',
      description: 'Your product reads and changes all workbooks the person can, in OneDrive and in SharePoint.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite.All'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
  ],
  applicationPresets: filePresets,
  docs: [{ label: 'Excel in Microsoft Graph', href: 'https://learn.microsoft.com/graph/excel-concept-overview' }],
};
