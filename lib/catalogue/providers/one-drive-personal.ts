import { whyManagedPolicy } from '../reasons.ts';
import type { Provider } from '../types.ts';

export const oneDrivePersonal: Provider = {
  id: 'one-drive-personal',
  displayName: 'OneDrive (personal)',
  description: 'Files in the OneDrive of a personal Microsoft account.',
  group: 'files',
  categories: ['storage', 'files'],
  accountTypes: ['personal', 'organizations-and-personal'],
  defaultPreset: 'files-read',
  presets: [
    {
      id: 'app-folder',
      title: 'App folder only',
      description: 'Your product keeps files in one folder of its own and sees nothing else.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite.AppFolder'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'files-read',
      title: 'Read own files',
      description: "Your product reads the files in the person's own OneDrive.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'files-write',
      title: 'Read and write own files',
      description: "Your product reads, adds, changes and deletes files in the person's own OneDrive.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'files-read-shared',
      title: 'Read own and shared files',
      description: 'Your product reads every file the person can open, those others shared with them included.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.Read.All'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'files-write-shared',
      title: 'Read and write own and shared files',
      description: 'Your product reads, adds, changes and deletes every file the person can.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite.All'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'file-picker',
      title: "Read files, chosen in Microsoft's file picker",
      description: 'Your product opens File Picker v8 and reads what the person picks. For personal accounts alone.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read', 'Files.Read'] },
        { resource: 'onedrive', scopes: ['OneDrive.ReadOnly'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'file-picker-write',
      title: "Read and save files, chosen in Microsoft's file picker",
      description:
        'Your product opens File Picker v8, reads what the person picks and saves where they say. For personal accounts alone.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read', 'Files.ReadWrite'] },
        { resource: 'onedrive', scopes: ['OneDrive.ReadWrite'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
  ],
  docs: [
    { label: 'Files in Microsoft Graph', href: 'https://learn.microsoft.com/graph/onedrive-concept-overview' },
    { label: 'File Picker v8', href: 'https://learn.microsoft.com/onedrive/developer/controls/file-pickers/' },
  ],
};
