import { readTable } from './read-table.ts';

/** Groups and their conversations. */
export const groupsCalls = readTable(`
Directory.Read.All | - | Directory.Read.All
  GET /groups/{}/approleassignments
  GET /groups/{}/grouplifecyclepolicies
Group-Conversation.Read.All Group.Read.All | - | Group-Conversation.Read.All Group.Read.All Group.ReadWrite.All
  GET /groups/{}/conversations
  GET /groups/{}/conversations/{}
  GET /groups/{}/conversations/{}/threads
  GET /groups/{}/conversations/{}/threads/{}
  GET /groups/{}/threads
  GET /groups/{}/threads/{}
  GET /groups/{}/threads/{}/posts
  GET /groups/{}/threads/{}/posts/{}
Group-Conversation.ReadWrite.All Group.ReadWrite.All | - | -
  POST /groups/{}/conversations
  POST /groups/{}/conversations/{}/threads
  POST /groups/{}/threads
  POST /groups/{}/threads/{}/reply
Group-Conversation.ReadWrite.All Group.ReadWrite.All | - | Group-Conversation.ReadWrite.All Group.ReadWrite.All
  DELETE /groups/{}/conversations/{}
  PATCH DELETE /groups/{}/conversations/{}/threads/{}
  PATCH DELETE /groups/{}/threads/{}
Group.Read.All | - | Group.Read.All
  GET /groups/{}/endpoints
  GET /groups/{}/endpoints/{}
  POST /groups/{}/validateproperties
Group.Read.All | - | -
  GET /groups/{}/acceptedsenders
  GET /groups/{}/rejectedsenders
Group.ReadWrite.All | - | -
  POST DELETE /groups/{}/acceptedsenders
  POST /groups/{}/addfavorite
  POST DELETE /groups/{}/rejectedsenders
  POST /groups/{}/removefavorite
  POST /groups/{}/resetunseencount
  POST /groups/{}/subscribebymail
Group.ReadWrite.All Directory.ReadWrite.All | - | Group.ReadWrite.All Directory.ReadWrite.All
  POST /groups/{}/owners
  DELETE /groups/{}/owners/{}
  POST /groups/{}/renew
Group.ReadWrite.All | - | Group.ReadWrite.All
  DELETE /groups/{}
  POST /groups/{}/unsubscribebymail
Group.ReadWrite.All Directory.ReadWrite.All | - | Group.Create Group.ReadWrite.All Directory.ReadWrite.All
  POST /groups
GroupMember.Read.All | - | GroupMember.Read.All
  GET /groups/{}/owners
  GET /groups/{}/permissiongrants
GroupMember.ReadBasic.All User.Read Device.Read.All GroupMember.Read.All Application.Read.All | - | GroupMember.ReadBasic.All Device.Read.All User.Read.All User.ReadWrite.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  POST /groups/{}/checkmemberobjects
  POST /groups/{}/getmemberobjects
GroupMember.ReadBasic.All GroupMember.Read.All | - | GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All
  GET /groups/{}/memberof
  GET /groups/{}/transitivememberof
GroupMember.ReadBasic.All GroupMember.Read.All | - | GroupMember.ReadBasic.All GroupMember.Read.All GroupMember.ReadWrite.All Group.Read.All Group.ReadWrite.All Directory.Read.All
  GET /groups/{}/members
  GET /groups/{}/transitivemembers
GroupMember.ReadBasic.All Device.Read.All User.Read.All GroupMember.Read.All Application.Read.All | - | GroupMember.ReadBasic.All Device.Read.All User.Read.All User.ReadWrite.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  POST /groups/{}/checkmembergroups
GroupMember.ReadBasic.All Device.Read.All User.Read.All GroupMember.Read.All Application.Read.All | - | GroupMember.ReadBasic.All Device.Read.All User.Read.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  POST /groups/{}/getmembergroups
GroupMember.ReadWrite.All Directory.ReadWrite.All | - | GroupMember.ReadWrite.All Directory.ReadWrite.All
  DELETE /groups/{}/members/{}
GroupSettings.Read.All Group.Read.All Directory.Read.All | - | GroupSettings.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  GET /groups/{}/settings
  GET /groups/{}/settings/{}
  GET /groupsettings
  GET /groupsettings/{}
GroupSettings.Read.All Directory.Read.All | - | GroupSettings.Read.All Directory.Read.All Directory.ReadWrite.All
  GET /groupsettingtemplates
  GET /groupsettingtemplates/{}
GroupSettings.ReadWrite.All Directory.ReadWrite.All | - | GroupSettings.ReadWrite.All Directory.ReadWrite.All
  POST /groups/{}/settings
  PATCH DELETE /groups/{}/settings/{}
  POST /groupsettings
  PATCH DELETE /groupsettings/{}
LicenseAssignment.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All | - | LicenseAssignment.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All
  POST /groups/{}/assignlicense
ProfilePhoto.Read.All Group.Read.All | - | ProfilePhoto.Read.All Group.Read.All
  GET /groups/{}/photo
  GET /groups/{}/photos
  GET /groups/{}/photos/{}
ProfilePhoto.ReadWrite.All Group.ReadWrite.All | - | ProfilePhoto.ReadWrite.All Group.ReadWrite.All
  PUT PATCH DELETE /groups/{}/photo
`);
