import { readTable } from './read-table.ts';

/**
 * Our own rows, for calls that Microsoft's table lacks or for which it names a misleading permission. Each has a note
 * that says why. They take precedence over the tables of the products.
 */
export const ownCalls = readTable(`
# With User.Read alone only id, names and verified domains are filled. Microsoft’s table names a device management permission, which is not what anybody else needs.
User.Read Organization.Read.All Directory.Read.All | - | Organization.Read.All Directory.Read.All
  GET /organization
  GET /organization/{}
# Microsoft’s table names Group-NestingSupport.ReadWrite.All, a permission to write; GroupMember.Read.All is the least that reads.
GroupMember.Read.All Group.Read.All Directory.Read.All | - | GroupMember.Read.All Group.Read.All Directory.Read.All
  GET /groups
  GET /groups/delta
  GET /groups/{}
# Group-NestingSupport.ReadWrite.All, which Microsoft’s table names, changes nesting and nothing else.
Group.ReadWrite.All Directory.ReadWrite.All | - | Group.ReadWrite.All Directory.ReadWrite.All
  PATCH /groups/{}
# What is added has to be readable too: users need User.ReadBasic.All, other kinds of objects their own permission.
GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All | - | GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All
  POST /groups/{}/members
# Microsoft’s table names Files.ReadWrite, which redeeming a link needs (Prefer: redeemSharingLink). A file that the person can open already is read with Files.Read.All.
Files.Read.All Sites.Read.All | Files.Read | Files.Read.All Sites.Read.All
  GET /shares/{}
  GET /shares/{}/driveitem
  GET /shares/{}/root
  GET /shares/{}/items/{}
  GET /shares/{}/list
  GET /shares/{}/listitem
  GET /shares/{}/site
# Microsoft’s table names Tasks.Read, with which nothing can be deleted.
Tasks.ReadWrite | Tasks.ReadWrite | Tasks.ReadWrite.All
  DELETE {user}/todo/lists/{}
# It only reads; Microsoft’s table marks Tasks.ReadWrite.
Tasks.Read | Tasks.Read | Tasks.Read.All
  GET {user}/todo/lists/delta
  GET {user}/todo/lists/{}/tasks/delta
# Microsoft’s table names Calendars.ReadWrite, which is for the attachments of events.
Mail.ReadWrite | Mail.ReadWrite | Mail.ReadWrite
  POST {message}/attachments/createuploadsession
# It only reads; Microsoft’s table marks AppRoleAssignment.ReadWrite.All.
Directory.Read.All AppRoleAssignment.ReadWrite.All | - | Directory.Read.All
  GET {user}/approleassignments
# The app being assigned has to be readable as well (Application.Read.All). This permission can grant any other one: few admins consent to it.
AppRoleAssignment.ReadWrite.All | - | AppRoleAssignment.ReadWrite.All
  POST /serviceprincipals/{}/approleassignedto
  POST /serviceprincipals/{}/approleassignments
# The person has to be readable as well: User.Read for themselves, User.ReadBasic.All for others (User.Read.All without a person). Microsoft’s table names Application.Read.All, which is for service principals.
GroupMember.Read.All Group.Read.All Directory.Read.All | - | GroupMember.Read.All Group.Read.All Directory.Read.All
  POST {user}/checkmembergroups
  POST {user}/checkmemberobjects
  POST {user}/getmembergroups
  POST {user}/getmemberobjects
# Presence.Read, which Microsoft’s table names, is for /me/presence; somebody else’s presence needs Presence.Read.All.
Presence.Read.All | - | Presence.Read.All
  GET /users/{}/presence
# As for the list of shifts; Microsoft’s table marks Group.Read.All for this one alone.
Schedule.Read.All Group.Read.All | - | Schedule.Read.All
  GET /teams/{}/schedule/shifts/{}
# It writes; Microsoft’s table marks Group.Read.All.
Schedule.ReadWrite.All Group.ReadWrite.All | - | Schedule.ReadWrite.All
  PUT /teams/{}/schedule/timesoff/{}
# The folder lies in the team’s site: Files.Read opens the person’s own OneDrive only.
Files.Read.All Sites.Read.All | - | Files.Read.All Sites.Read.All
  GET /teams/{}/channels/{}/filesfolder
# Older documentation names Organization.Read.All as the least.
LicenseAssignment.Read.All Organization.Read.All Directory.Read.All | - | LicenseAssignment.Read.All Organization.Read.All Directory.Read.All
  GET /subscribedskus
  GET /subscribedskus/{}
# Older documentation names Directory.Read.All as the least.
DelegatedPermissionGrant.Read.All Directory.Read.All | - | DelegatedPermissionGrant.Read.All Directory.Read.All
  GET /oauth2permissiongrants
  GET /oauth2permissiongrants/{}
# It writes; Microsoft’s table marks User.Read.
User.ReadWrite | User.ReadWrite | User.ReadWrite.All
  POST {user}/profile/names
  PATCH DELETE {user}/profile/notes/{}
Files.Read | Files.ReadWrite | -
  GET {item}/workbook/tables
# Excel’s cells have no permission that only reads, and none for applications.
Files.ReadWrite Sites.ReadWrite.All | Files.ReadWrite | -
  GET POST PUT PATCH DELETE {item}/workbook/**
# It is for what people may change of themselves. Microsoft’s table names User.ReadWrite.All, which is for others and for the rest.
User.ReadWrite User.ReadWrite.All Directory.ReadWrite.All | User.ReadWrite | User.ReadWrite.All Directory.ReadWrite.All
  PATCH /me
# Newer documentation names ProfilePhoto.ReadWrite.All, which changes the photos of everybody.
User.ReadWrite User.ReadWrite.All | - | User.ReadWrite.All
  PUT PATCH DELETE /me/photo
`);
