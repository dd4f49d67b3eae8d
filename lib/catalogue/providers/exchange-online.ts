import { applicationPresets } from '../application-presets.ts';
import { whyManagedPolicy } from '../reasons.ts';
import type { Provider } from '../types.ts';

export const exchangeOnline: Provider = {
  id: 'exchange-online',
  displayName: 'Exchange Online (IMAP, POP, SMTP)',
  description: 'Mailboxes for software that speaks mail protocols instead of Graph.',
  group: 'mail',
  categories: ['email', 'protocols'],
  accountTypes: ['single-tenant', 'organizations', 'organizations-and-personal', 'personal'],
  defaultPreset: 'smtp-send',
  presets: [
    {
      id: 'smtp-send',
      title: 'Send over SMTP',
      description: "Your product sends mail over SMTP from the person's address and reads none.",
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'exchange', scopes: ['SMTP.Send'] },
      ],
      adminUsuallyNeeded: false,
      personalAccounts: true,
    },
    {
      id: 'imap',
      title: 'Read over IMAP',
      description: "Your product opens the person's mailbox over IMAP.",
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'exchange', scopes: ['IMAP.AccessAsUser.All'] },
      ],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'pop',
      title: 'Fetch over POP',
      description: "Your product fetches the person's mail over POP.",
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'exchange', scopes: ['POP.AccessAsUser.All'] },
      ],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'imap-smtp',
      title: 'Read over IMAP and send over SMTP',
      description: 'Your product works as a mail program does.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'exchange', scopes: ['IMAP.AccessAsUser.All', 'SMTP.Send'] },
      ],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: true,
    },
    {
      id: 'ews',
      title: 'Exchange Web Services',
      description:
        'Your product uses the whole mailbox over EWS, which Microsoft is retiring. New products take Graph.',
      scopes: [
        { resource: 'graph', scopes: ['User.Read'] },
        { resource: 'exchange', scopes: ['EWS.AccessAsUser.All'] },
      ],
      adminUsuallyNeeded: true,
      why: whyManagedPolicy,
      personalAccounts: false,
    },
  ],
  applicationPresets: applicationPresets(
    {
      id: 'app-exchange-selected',
      title: 'Released mailboxes only',
      description:
        'Your product reaches only those mailboxes that an Exchange admin opens to it (RBAC for Applications). Nothing is asked in Entra, because what is granted there holds for every mailbox.',
      scopes: [
        { resource: 'graph', scopes: [] },
        { resource: 'exchange', scopes: [] },
      ],
    },
    {
      id: 'app-ews-full',
      title: 'Everything in all mailboxes',
      description:
        'Your product does anything in every mailbox through Exchange Web Services, which Microsoft is retiring.',
      scopes: [{ resource: 'exchange', scopes: ['full_access_as_app'] }],
    },
  ),
  docs: [
    {
      label: 'IMAP, POP and SMTP with OAuth',
      href: 'https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
    },
  ],
};
