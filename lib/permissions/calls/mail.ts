import { readTable } from './read-table.ts';

/** Mail, folders, rules and mailbox settings. */
export const mailCalls = readTable(`
Mail.Read | Mail.Read | Mail.Read
  GET {mailfolder}/operations
  GET {mailfolder}/operations/{}
  GET {message}
  GET {message}/attachments
  GET {message}/attachments/{}
  GET {message}/extensions/{}
  POST {user}/getmailtips
  GET {user}/inferenceclassification/overrides
Mail.ReadBasic | Mail.ReadBasic | Mail.ReadBasic.All Mail.ReadBasic Mail.Read Mail.ReadWrite
  GET {mailfolder}
  GET {mailfolder}/childfolders
  GET {user}/mailfolders
  GET {user}/mailfolders/delta
  GET {user}/messages
  GET {user}/messages/delta
Mail.ReadWrite | Mail.ReadWrite | Mail.ReadWrite
  PATCH DELETE {mailfolder}
  POST {mailfolder}/childfolders
  POST {mailfolder}/copy
  POST {mailfolder}/move
  POST {mailfolder}/permanentdelete
  POST {mailfolder}/reportmessage
  POST {mailfolder}/updateallmessagesreadstate
  PATCH DELETE {message}
  POST {message}/attachments
  DELETE {message}/attachments/{}
  POST {message}/copy
  POST {message}/createforward
  POST {message}/createreply
  POST {message}/createreplyall
  POST {message}/extensions
  PATCH DELETE {message}/extensions/{}
  POST {message}/move
  POST {message}/permanentdelete
  POST {message}/reportmessage
  POST {user}/inferenceclassification/overrides
  PATCH DELETE {user}/inferenceclassification/overrides/{}
  POST {user}/mailfolders
  POST {user}/messages
Mail.Send | Mail.Send | Mail.Send
  POST {message}/forward
  POST {message}/reply
  POST {message}/replyall
  POST {message}/send
  POST {message}/unsubscribe
  POST {user}/sendmail
MailboxSettings.Read | MailboxSettings.Read | MailboxSettings.Read
  GET {mailfolder}/messagerules
  GET {mailfolder}/messagerules/{}
  GET {user}/mailboxsettings
  GET {user}/mailboxsettings/automaticrepliessetting
  GET {user}/mailboxsettings/dateformat
  GET {user}/mailboxsettings/delegatemeetingmessagedeliveryoptions
  GET {user}/mailboxsettings/language
  GET {user}/mailboxsettings/timeformat
  GET {user}/mailboxsettings/timezone
  GET {user}/mailboxsettings/userpurpose
  GET {user}/mailboxsettings/workinghours
  GET {user}/outlook/mastercategories
  GET {user}/outlook/mastercategories/{}
MailboxSettings.ReadWrite | MailboxSettings.ReadWrite | MailboxSettings.ReadWrite
  POST {mailfolder}/messagerules
  PATCH DELETE {mailfolder}/messagerules/{}
  PATCH {user}/mailboxsettings
  POST {user}/outlook/mastercategories
  PATCH DELETE {user}/outlook/mastercategories/{}
User.Read User.ReadBasic.All | User.Read | User.Read.All
  GET {user}/outlook/supportedlanguages
  GET {user}/outlook/supportedtimezones
  GET {user}/outlook/supportedtimezones(timezonestandard={})
User.Read | - | -
  GET {user}/outlook
User.ReadBasic.All User.Read | User.Read | User.Read.All
  POST {user}/translateexchangeids
`);
