import type { Provider } from '../types.ts';

export const oneNote: Provider = {
  id: 'one-note',
  displayName: 'OneNote',
  description: 'Notebooks, sections and pages.',
  group: 'teamwork',
  categories: ['notes', 'knowledge-base'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'notes-read',
  presets: [
    {
      id: 'notes-create',
      title: 'Add pages',
      description: 'Your product adds notebooks, sections and pages. It reads none.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Notes.Create'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'notes-read',
      title: 'Read own notebooks',
      description: "Your product reads the person's own notebooks.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Notes.Read'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'notes-write',
      title: 'Read and write own notebooks',
      description: "Your product reads, adds, changes and deletes pages in the person's own notebooks.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Notes.ReadWrite'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'notes-read-all',
      title: 'Read all accessible notebooks',
      description: 'Your product reads every notebook the person can open, those of teams and sites included.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Notes.Read.All'] }],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
    {
      id: 'notes-write-all',
      title: 'Read and write all accessible notebooks',
      description: 'Your product reads, adds, changes and deletes pages in every notebook the person can open.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Notes.ReadWrite.All'] }],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
  ],
  docs: [{ label: 'OneNote in Microsoft Graph', href: 'https://learn.microsoft.com/graph/integrate-with-onenote' }],
};
