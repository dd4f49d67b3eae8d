import { defineScopes } from './define.ts';

// The mail protocols have the GUIDs of Graph's permissions of the same names: they are registered there, and only their
// tokens are for Exchange.

export const exchangeScopes = defineScopes({ resource: 'exchange', product: 'Exchange Online' }, [
  {
    name: 'IMAP.AccessAsUser.All',
    id: '652390e4-393a-48de-9484-05f9b1212954',
    line: 'Opens the mailbox over IMAP with a token for Exchange (SASL XOAUTH2).',
    endUserLine: 'Open your mailbox over IMAP',
    personalAccounts: true,
    blockedByManagedPolicy: true,
  },
  {
    name: 'POP.AccessAsUser.All',
    id: 'd7b7f2d9-0f45-4ea1-9d42-e50810c06991',
    line: 'Fetches mail over POP with a token for Exchange (SASL XOAUTH2).',
    endUserLine: 'Fetch your mail over POP',
    personalAccounts: true,
    blockedByManagedPolicy: true,
  },
  {
    name: 'SMTP.Send',
    id: '258f6531-6087-4cc4-bb90-092c5fb3ed3f',
    line: "Sends mail over SMTP from the person's address, where the tenant leaves SMTP AUTH on.",
    endUserLine: 'Send mail in your name over SMTP',
    personalAccounts: true,
  },
  {
    name: 'EWS.AccessAsUser.All',
    id: '3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5',
    line: 'Opens the mailbox over Exchange Web Services, which Microsoft is retiring; choose Graph permissions instead.',
    endUserLine: 'Use your whole mailbox: mail, calendar and contacts',
    blockedByManagedPolicy: true,
  },
]);
