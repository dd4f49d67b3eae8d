import { defineRoles } from './define.ts';

export const mailRoles = defineRoles({ resource: 'graph', product: 'Outlook mail' }, [
  {
    name: 'Mail.ReadBasic',
    line: 'Reads sender, recipients, time and subject of mail in every mailbox, but no text and no attachments.',
    endUserLine: 'See in all mailboxes who wrote to whom, when and about what, but no text and no attachments',
  },
  {
    name: 'Mail.Read',
    line: 'Reads the mail of every mailbox, attachments included.',
    endUserLine: 'Read the mail in all mailboxes of your organization',
    covers: ['Mail.ReadBasic'],
  },
  {
    name: 'Mail.ReadWrite',
    line: 'Reads, drafts, moves and deletes mail in every mailbox. It does not send.',
    endUserLine: 'Read, change and delete the mail in all mailboxes of your organization, but not send',
    covers: ['Mail.Read'],
  },
  {
    name: 'Mail.Send',
    line: 'Sends mail from every address of the organization.',
    endUserLine: 'Send mail as anybody in your organization',
  },
  {
    name: 'MailboxSettings.Read',
    line: 'Reads time zone, language, working hours and automatic replies of every mailbox.',
    endUserLine: 'Read the settings of all mailboxes, such as time zone and automatic replies',
  },
]);

export const exchangeRoles = defineRoles({ resource: 'exchange', product: 'Exchange Online' }, [
  {
    name: 'full_access_as_app',
    id: 'dc890d15-9560-4a4c-9b7f-a736ec74ec40',
    line: 'Does anything in every mailbox through Exchange Web Services.',
    endUserLine: 'Do anything in all mailboxes of your organization',
  },
]);

export const calendarRoles = defineRoles({ resource: 'graph', product: 'Outlook calendar' }, [
  {
    name: 'Calendars.Read',
    line: 'Reads the events in every calendar of the organization.',
    endUserLine: 'Read all calendars of your organization',
  },
  {
    name: 'Calendars.ReadWrite',
    line: 'Reads, adds, changes and deletes events in every calendar of the organization.',
    endUserLine: 'Read, add, change and delete events in all calendars of your organization',
    covers: ['Calendars.Read'],
  },
  {
    name: 'Place.Read.All',
    line: "Reads the organization's rooms and buildings.",
    endUserLine: 'See the rooms and buildings of your organization',
  },
]);

export const contactRoles = defineRoles({ resource: 'graph', product: 'Contacts and people' }, [
  {
    name: 'Contacts.Read',
    line: "Reads everybody's address book.",
    endUserLine: 'Read everybody’s address book in your organization',
  },
  {
    name: 'Contacts.ReadWrite',
    line: "Reads, adds, changes and deletes contacts in everybody's address book.",
    endUserLine: 'Read, add, change and delete contacts in everybody’s address book',
    covers: ['Contacts.Read'],
  },
  {
    name: 'People.Read.All',
    line: 'Reads for everybody whom they work with most.',
    endUserLine: 'See who works with whom in your organization',
  },
]);
