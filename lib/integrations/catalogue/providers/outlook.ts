import type { Provider } from '#lib/integrations/catalogue/schema';

const whyPolicy =
  'Tenants that let Microsoft manage consent, which new ones do, leave this permission to an admin. Personal ' +
  'accounts and the other tenants decide for themselves.';

export const outlook: Provider = {
  id: 'outlook',
  displayName: 'Outlook',
  description: 'Mail, calendar and contacts.',
  categories: ['email', 'calendar', 'contacts'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'mail-read',
  presets: [
    {
      id: 'mail-send',
      title: 'Send mail',
      description: "Your product sends mail from the person's address and reads none.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Mail.Send'] }],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'mail-read',
      title: 'Read mail',
      description: "Your product reads the person's mail with its attachments.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Mail.Read'] }],
      adminUsuallyNeeded: true,
      why: whyPolicy,
      personalAccounts: true,
    },
    {
      id: 'mail-write',
      title: 'Read, file and delete mail',
      description: "Your product reads, drafts, moves, marks and deletes the person's mail. It does not send.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Mail.ReadWrite'] }],
      adminUsuallyNeeded: true,
      why: whyPolicy,
      personalAccounts: true,
    },
    {
      id: 'calendar-read',
      title: 'Read calendar',
      description: "Your product reads the events in the person's calendars.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Calendars.Read'] }],
      adminUsuallyNeeded: true,
      why: whyPolicy,
      personalAccounts: true,
    },
    {
      id: 'calendar-write',
      title: 'Read and write calendar',
      description: "Your product reads, adds, changes and deletes events in the person's calendars.",
      scopes: [{ resource: 'graph', scopes: ['User.Read', 'Calendars.ReadWrite'] }],
      adminUsuallyNeeded: true,
      why: whyPolicy,
      personalAccounts: true,
    },
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
      why: whyPolicy,
      personalAccounts: true,
    },
  ],
  docs: [
    { label: 'Outlook in Microsoft Graph', href: 'https://learn.microsoft.com/graph/outlook-mail-concept-overview' },
  ],
};
