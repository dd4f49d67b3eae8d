import { readTable } from './read-table.ts';

/** People of the organization and their profiles. */
export const usersCalls = readTable(`
Directory.Read.All | - | Directory.Read.All
  GET {user}/approleassignedresources
  GET {user}/oauth2permissiongrants
  GET {user}/scopedrolememberof
Directory.Read.All | - | -
  GET {user}/inheritedoauth2permissiongrants
LicenseAssignment.Read.All User.Read | User.Read | LicenseAssignment.Read.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  GET {user}/licensedetails
LicenseAssignment.ReadWrite.All User.ReadWrite.All Directory.ReadWrite.All | - | LicenseAssignment.ReadWrite.All User.ReadWrite.All Directory.ReadWrite.All
  POST {user}/assignlicense
Policy.Read.All | - | Policy.Read.All
  GET {user}/authentication/requirements
User.DeleteRestore.All User.ReadWrite.All | - | User.DeleteRestore.All User.ReadWrite.All
  DELETE {user}
User.Read | - | User.Read.All
  GET {user}/directreports
  GET {user}/memberof/{}
  GET {user}/owneddevices
  GET {user}/ownedobjects
  GET {user}/registereddevices
  GET {user}/settings
User.Read | User.Read | User.Read.All
  GET {user}/createdobjects
  GET {user}/profile/{}
  GET {user}/profile/{}/{}
User.Read User.ReadBasic.All | - | ProfilePhoto.Read.All User.ReadBasic.All
  GET {user}/photo
  GET {user}/photos
  GET {user}/photos/{}
User.Read | - | -
  GET {user}/extensions
  GET {user}/settings/iteminsights
User.Read GroupMember.Read.All | - | Directory.Read.All
  GET {user}/memberof
User.Read User.ReadBasic.All | User.Read | User.Read.All
  GET {user}/profile
User.Read GroupMember.Read.All | - | User.Read.All GroupMember.Read.All Group.Read.All
  GET {user}/transitivememberof
User.Read | - | Directory.Read.All
  GET {user}/transitivereports/$count
User.Read User.ReadBasic.All | User.Read | -
  GET /me
User.Read.All | - | User.Read.All
  GET /users/delta
  GET /users/{}/settings
  GET {user}/invitedby
  GET {user}/manager
User.Read.All | - | UserShiftPreferences.Read.All User.Read.All User.ReadWrite.All
  GET {user}/settings/shiftpreferences
User.ReadBasic.All | - | User.ReadBasic.All
  GET /users
  GET /users/{}
User.ReadWrite | User.ReadWrite | User.ReadWrite.All
  POST {user}/profile/{}
  PATCH DELETE {user}/profile/{}/{}
User.ReadWrite User.ReadWrite.All | User.ReadWrite | User.ReadWrite.All
  DELETE {user}/profile
User.ReadWrite User.ReadWrite.All | - | User.ReadWrite.All
  PATCH {user}/settings
User.ReadWrite User.ReadWrite.All | - | -
  POST /users/validatepassword
User.ReadWrite.All Directory.ReadWrite.All | - | User.ReadWrite.All Directory.ReadWrite.All
  POST /users
  PUT DELETE {user}/manager
  POST {user}/reprocesslicenseassignment
User.ReadWrite.All Directory.ReadWrite.All | User.ReadWrite | User.ReadWrite.All Directory.ReadWrite.All
  PATCH {user}
User.ReadWrite.All | - | UserShiftPreferences.ReadWrite.All User.ReadWrite.All
  PATCH {user}/settings/shiftpreferences
User.ReadWrite.All | - | -
  PUT {user}/settings/shiftpreferences
User.RevokeSessions.All Directory.ReadWrite.All | User.ReadWrite | User.RevokeSessions.All Directory.ReadWrite.All
  POST {user}/invalidateallrefreshtokens
User.RevokeSessions.All User.ReadWrite.All Directory.ReadWrite.All | - | User.RevokeSessions.All User.ReadWrite.All Directory.ReadWrite.All
  POST {user}/revokesigninsessions
`);
