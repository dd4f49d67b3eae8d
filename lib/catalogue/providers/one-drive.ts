import { filePresets } from '../application-presets.ts';
import type { Provider } from '../types.ts';

const whySites =
  'Sites.Read.All is what the SharePoint token needs: without it the connection has a Graph token only, and neither ' +
  "the file picker nor SharePoint's own API can be used. In many tenants only an admin can grant it.";

export const oneDrive: Provider = {
  id: 'one-drive',
  displayName: 'OneDrive',
  description: 'Files in OneDrive and in the SharePoint libraries a person can open.',
  group: 'files',
  categories: ['storage', 'files'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'files-read',
  personalPreset: 'one-drive-only-read-shared',
  presets: [
    {
      id: 'one-drive-only-app-folder',
      title: 'App folder only (OneDrive only, no SharePoint)',
      description: 'Your product keeps files in one folder of its own and sees nothing else.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite.AppFolder'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'one-drive-only-read',
      title: 'Read own files (OneDrive only, no SharePoint)',
      description: "Your product reads the files in the person's own OneDrive, not those shared with them.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'one-drive-only-write',
      title: 'Read and write own files (OneDrive only, no SharePoint)',
      description: "Your product reads, adds, changes and deletes files in the person's own OneDrive.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'one-drive-only-read-shared',
      title: 'Read own and shared files (OneDrive only, no SharePoint)',
      description:
        'Your product reads every file the person can open, through Graph alone. The widest choice that suits personal accounts.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read.All'] }],
      adminUsuallyNeeded: true,
      why: 'Files.Read.All reaches files that others shared, so tenants that let Microsoft manage consent ask an admin.',
      personalAccounts: true,
    },
    {
      id: 'files-read',
      title: 'Read all accessible files',
      description: 'Your product reads every file the person can open, in OneDrive and in SharePoint.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read.All', 'Sites.Read.All'] }],
      adminUsuallyNeeded: true,
      why: whySites,
      personalAccounts: false,
    },
    {
      id: 'file-picker',
      title: "Read files, chosen in Microsoft's file picker",
      description: 'Your product opens File Picker v8 and reads what the person picks in OneDrive and SharePoint.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read', 'Files.Read.All', 'Sites.Read.All'] },
        { resource: 'sharepoint', scopes: ['MyFiles.Read', 'AllSites.Read'] },
      ],
      adminUsuallyNeeded: true,
      why: `${whySites} The picker itself speaks to SharePoint, hence the two permissions of SharePoint's own.`,
      personalAccounts: false,
    },
    {
      id: 'file-picker-write',
      title: "Read and save files, chosen in Microsoft's file picker",
      description: 'Your product opens File Picker v8, reads what the person picks and saves where they say.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite.All', 'Sites.Read.All'] },
        { resource: 'sharepoint', scopes: ['MyFiles.Write', 'AllSites.Write'] },
      ],
      adminUsuallyNeeded: true,
      why: `${whySites} The picker itself speaks to SharePoint, hence the two permissions of SharePoint's own.`,
      personalAccounts: false,
    },
    {
      id: 'files-write',
      title: 'Read and write all accessible files',
      description: 'Your product reads, adds, changes and deletes every file the person can, SharePoint included.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite.All', 'Sites.Read.All'] }],
      adminUsuallyNeeded: true,
      why: whySites,
      personalAccounts: false,
    },
  ],
  applicationPresets: filePresets,
  docs: [
    { label: 'Files in Microsoft Graph', href: 'https://learn.microsoft.com/graph/onedrive-concept-overview' },
    { label: 'File Picker v8', href: 'https://learn.microsoft.com/onedrive/developer/controls/file-pickers/' },
  ],
};
