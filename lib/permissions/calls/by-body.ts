import { readTable } from './read-table.ts';

/**
 * Calls whose permission depends on the body: subscriptions, by the watched resource (rows of the method SUBSCRIBE;
 * other resources need the permission for reading them), and searches, by entity type (the last segment of the row).
 */
export const byBodyCalls = readTable(`
# It depends on the entity types that are searched: Mail.Read for message, Calendars.Read for event, Files.Read.All for driveItem, Sites.Read.All for listItem, list and site, Chat.Read for chatMessage. Paste the call with its body and each is named.
- | - | -
  POST /search/query
Mail.Read | - | -
  POST /search/query/message
Calendars.Read | - | -
  POST /search/query/event
Files.Read.All Sites.Read.All | - | Files.Read.All Sites.Read.All
  POST /search/query/driveitem
Sites.Read.All | - | Sites.Read.All
  POST /search/query/drive
  POST /search/query/list
  POST /search/query/listitem
  POST /search/query/site
Chat.Read | - | -
  POST /search/query/chatmessage
People.Read | - | -
  POST /search/query/person
ExternalItem.Read.All | - | ExternalItem.Read.All
  POST /search/query/externalitem
# A subscription needs the permission to read what it watches. Paste the call with its body (resource), or the call that reads the resource.
- | - | -
  GET POST /subscriptions
  GET PATCH DELETE /subscriptions/{}
  POST /subscriptions/{}/reauthorize
# To watch files takes a permission to write, although only reading happens.
Files.ReadWrite.All | Files.ReadWrite | Files.ReadWrite.All
  SUBSCRIBE {item}
  SUBSCRIBE {drive}
# To watch a list takes a permission to write, although only reading happens.
Sites.ReadWrite.All | - | Sites.ReadWrite.All
  SUBSCRIBE /sites/{}/lists/{}
Calendars.Read | Calendars.Read | Calendars.Read
  SUBSCRIBE {user}/events
User.Read.All | User.Read | User.Read.All
  SUBSCRIBE /users
  SUBSCRIBE {user}
Group.Read.All | - | Group.Read.All
  SUBSCRIBE /groups
  SUBSCRIBE /groups/{}
Presence.Read.All | - | -
  SUBSCRIBE /communications/presences
  SUBSCRIBE /communications/presences/{}
# A batch needs what its parts need. Paste its body, and each part is answered.
- | - | -
  POST /$batch
`);
