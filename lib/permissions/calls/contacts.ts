import { readTable } from './read-table.ts';

/** Contacts and people. */
export const contactsCalls = readTable(`
Contacts.Read | Contacts.Read | Contacts.Read
  GET {contactfolder}
  GET {contactfolder}/childfolders
  GET {user}/contactfolders
  GET {user}/contactfolders/delta
  GET {user}/contacts
  GET {user}/contacts/delta
  GET {user}/contacts/{}
Contacts.Read | - | Contacts.Read
  GET {user}/contacts/{}/photo
Contacts.ReadWrite | Contacts.ReadWrite | Contacts.ReadWrite
  PATCH DELETE {contactfolder}
  POST {contactfolder}/childfolders
  POST {contactfolder}/permanentdelete
  POST {user}/contactfolders
  POST {user}/contacts
  PATCH DELETE {user}/contacts/{}
  POST {user}/contacts/{}/permanentdelete
Contacts.ReadWrite | - | Contacts.ReadWrite
  PUT PATCH {user}/contacts/{}/photo
People.Read | People.Read | People.Read.All
  GET {user}/people
`);
