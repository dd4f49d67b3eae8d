import { defineScopes } from '#lib/integrations/catalogue/scopes/define';

export const contactScopes = defineScopes({ resource: 'graph', product: 'Contacts and people' }, [
  {
    name: 'Contacts.Read',
    id: 'ff74d97f-43af-4b68-9f2a-b77ee6968c5d',
    line: "Reads the contacts in the person's own address book.",
    endUserLine: 'Read your contacts',
    personalAccounts: true,
  },
  {
    name: 'Contacts.ReadWrite',
    id: 'd56682ec-c09e-4743-aaf4-1a3aac4caa21',
    line: "Reads, creates, changes and deletes contacts in the person's own address book.",
    endUserLine: 'Read, add, change and delete your contacts',
    personalAccounts: true,
    blockedByManagedPolicy: true,
    covers: ['Contacts.Read'],
  },
  {
    name: 'Contacts.Read.Shared',
    id: '242b9d9e-ed24-4d09-9a52-f43769beb9d4',
    line: "Reads the person's contacts and address books shared with them.",
    endUserLine: 'Read your contacts and those shared with you',
    blockedByManagedPolicy: true,
    covers: ['Contacts.Read'],
  },
  {
    name: 'Contacts.ReadWrite.Shared',
    id: 'afb6c84b-06be-49af-80bb-8f3f77004eab',
    line: "Reads and changes the person's contacts and address books shared with them.",
    endUserLine: 'Read and change your contacts and those shared with you',
    blockedByManagedPolicy: true,
    covers: ['Contacts.ReadWrite', 'Contacts.Read.Shared'],
  },
  {
    name: 'People.Read',
    id: 'ba47897c-39ec-4d83-8086-ee8256fa737d',
    line: 'Reads the people the person works with most, as Microsoft ranks them.',
    endUserLine: 'See the people you work with most',
    personalAccounts: true,
    blockedByManagedPolicy: true,
  },
  {
    name: 'People.Read.All',
    id: 'b89f9189-71a5-4e70-b041-9887f0bc7e4a',
    line: 'Reads for everybody in the organization whom they work with most.',
    endUserLine: 'See who works with whom in your organization',
    adminConsent: true,
    covers: ['People.Read'],
  },
]);
