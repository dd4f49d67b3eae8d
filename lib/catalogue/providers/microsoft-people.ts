import { applicationPresets, releasedMailboxes } from '../application-presets.ts';
import { whyAdminOnly, whyManagedPolicy } from '../reasons.ts';
import type { Provider } from '../types.ts';

export const microsoftPeople: Provider = {
  id: 'microsoft-people',
  displayName: 'Contacts and people',
  description: 'Outlook contacts, and the people somebody works with.',
  group: 'mail',
  categories: ['contacts', 'people'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'contacts-read',
  presets: [
    {
      id: 'contacts-read',
      title: 'Read contacts',
      description: "Your product reads the person's address book.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Contacts.Read'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'contacts-write',
      title: 'Read and write contacts',
      description: "Your product reads, adds, changes and deletes contacts in the person's address book.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Contacts.ReadWrite'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'contacts-shared-read',
      title: 'Read shared contacts too',
      description: 'Your product also reads address books that others shared with the person.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Contacts.Read.Shared'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: false,
    },
    {
      id: 'contacts-shared-write',
      title: 'Read and write shared contacts too',
      description: 'Your product also changes address books that others shared with the person.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Contacts.ReadWrite.Shared'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: false,
    },
    {
      id: 'people-read',
      title: 'See whom they work with',
      description: 'Your product reads the people the person works with most, as Microsoft ranks them.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'People.Read'] }],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'colleagues-read',
      title: 'Look up colleagues',
      description: 'Your product reads name, address and photo of everybody in the organization.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'User.ReadBasic.All'] }],
      adminUsuallyNeeded: false,
      personalAccounts: false,
    },
    {
      id: 'people-read-all',
      title: 'See who works with whom',
      description: 'Your product reads for everybody in the organization whom they work with most.',
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'People.Read.All'] }],
      adminUsuallyNeeded: true,
      why: whyAdminOnly('People.Read.All'),
      personalAccounts: false,
    },
  ],
  applicationPresets: applicationPresets(
    releasedMailboxes,
    {
      id: 'app-colleagues-read',
      title: 'Look up everybody',
      description: 'Your product reads name, address and photo of everybody in the organization.',
      scopes: [{ resource: 'graph', scopes: ['User.ReadBasic.All'] }],
    },
    {
      id: 'app-contacts-read',
      title: 'Read all contacts',
      description: "Your product reads everybody's address book.",
      scopes: [{ resource: 'graph', scopes: ['Contacts.Read'] }],
    },
    {
      id: 'app-contacts-write',
      title: 'Read and write all contacts',
      description: "Your product changes everybody's address book.",
      scopes: [{ resource: 'graph', scopes: ['Contacts.ReadWrite'] }],
    },
    {
      id: 'app-people-read',
      title: 'See who works with whom',
      description: 'Your product reads for everybody whom they work with most.',
      scopes: [{ resource: 'graph', scopes: ['People.Read.All'] }],
    },
  ),
  docs: [
    {
      label: 'Outlook contacts in Microsoft Graph',
      href: 'https://learn.microsoft.com/graph/outlook-contacts-concept-overview',
    },
  ],
};
