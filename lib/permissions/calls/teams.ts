import { readTable } from './read-table.ts';

/** Teams, channels, chats, meetings and presence. */
export const teamsCalls = readTable(`
Channel.Create Group.ReadWrite.All Directory.ReadWrite.All | - | Channel.Create.Group Channel.Create Group.ReadWrite.All Directory.ReadWrite.All
  POST /teams/{}/channels
Channel.Delete.All Group.ReadWrite.All Directory.ReadWrite.All | - | Channel.Delete.Group Channel.Delete.All Group.ReadWrite.All Directory.ReadWrite.All
  DELETE /teams/{}/channels/{}
Channel.ReadBasic.All | - | Channel.ReadBasic.All
  GET /teams/{}/allchannels
  GET /teams/{}/incomingchannels
Channel.ReadBasic.All Group.Read.All Directory.Read.All | - | ChannelSettings.Read.Group Channel.ReadBasic.All ChannelSettings.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  GET /teams/{}/channels
  GET /teams/{}/channels/{}
Channel.ReadBasic.All | - | ChannelSettings.Read.Group Channel.ReadBasic.All ChannelSettings.Read.All
  GET /teams/{}/primarychannel
ChannelMember.Read.All Group.Read.All | - | ChannelMember.Read.Group ChannelMember.Read.All Group.Read.All
  GET /teams/{}/channels/{}/members
ChannelMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All | - | ChannelMember.ReadWrite.Group ChannelMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All
  PATCH /teams/{}/channels/{}/members/{}
ChannelMessage.Read.All Group.Read.All | - | ChannelMessage.Read.Group ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All
  GET /teams/{}/channels/{}/messages
  GET /teams/{}/channels/{}/messages/delta
  GET /teams/{}/channels/{}/messages/{}
ChannelMessage.Read.All Group.Read.All | - | ChannelMessage.Read.Group ChannelMessage.Read.All
  GET /teams/{}/channels/{}/messages/{}/hostedcontents
  GET /teams/{}/channels/{}/messages/{}/replies
  GET /teams/{}/channels/{}/messages/{}/replies/{}
ChannelMessage.Send Group.ReadWrite.All | - | Teamwork.Migrate.All Group.ReadWrite.All
  POST /teams/{}/channels/{}/messages
ChannelSettings.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All | - | ChannelSettings.ReadWrite.Group ChannelSettings.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All
  PATCH /teams/{}/channels/{}
Chat.Create Chat.ReadWrite | - | Chat.Create
  POST /chats
Chat.Read Group.Read.All | - | ChatMessage.Read.Chat Chat.Read.All Group.Read.All Group.ReadWrite.All
  GET /chats/{}/messages/{}
  GET /chats/{}/messages/{}/hostedcontents
  GET /chats/{}/messages/{}/hostedcontents/{}
  GET {user}/chats/{}/messages/{}
Chat.Read | - | ChatMessage.Read.Chat Chat.Read.All
  GET /chats/{}/messages
  GET {user}/chats/{}/messages
Chat.Read | - | ChatMessage.Read.All
  GET /chats/{}/pinnedmessages
Chat.ReadBasic | - | ChatSettings.Read.Chat Chat.ReadBasic.All
  GET /chats/{}
  GET /chats/{}/operations
  GET /chats/{}/operations/{}
Chat.ReadBasic | - | Chat.ReadBasic.All
  GET /chats
  GET {user}/chats
Chat.ReadBasic | - | ChatMember.Read.All
  GET /chats/{}/members
  GET /chats/{}/members/{}
Chat.ReadBasic | - | Chat.ReadBasic.WhereInstalled Chat.ReadBasic.All
  GET {user}/chats/{}
Chat.ReadWrite | - | -
  POST /chats/{}/hideforuser
  POST /chats/{}/markchatreadforuser
  POST /chats/{}/markchatunreadforuser
  POST /chats/{}/unhideforuser
Chat.ReadWrite | - | ChatSettings.ReadWrite.Chat Chat.ReadWrite.All
  PATCH /chats/{}
Chat.ReadWrite Group.ReadWrite.All | - | Chat.UpdatePolicyViolation.All Group.ReadWrite.All
  PATCH /chats/{}/messages/{}
Chat.ReadWrite | - | Chat.ReadWrite.All
  DELETE /chats/{}/pinnedmessages/{}
ChatMember.Read Chat.ReadBasic | - | ChatMember.Read.All
  GET {user}/chats/{}/members
ChatMember.Read Chat.ReadBasic | - | ChatMember.Read.Chat ChatMember.Read.All
  GET {user}/chats/{}/members/{}
ChatMember.ReadWrite Chat.ReadWrite | - | Chat.Manage.Chat ChatMember.ReadWrite.All
  POST /chats/{}/members
ChatMessage.Send Group.ReadWrite.All | - | Teamwork.Migrate.All Group.ReadWrite.All
  POST /chats/{}/messages
ChatMessage.Send | - | Chat.ReadWrite.All
  POST /chats/{}/pinnedmessages
ChatMessage.Send | - | -
  POST /teams/{}/channels/{}/messages/forwardtochat
Group.Read.All | - | Group.Read.All
  GET /groups/{}/team
  GET /groups/{}/team/channels
  GET /groups/{}/team/channels/{}
Group.ReadWrite.All Directory.ReadWrite.All | - | Group.ReadWrite.All Directory.ReadWrite.All
  PUT /groups/{}/team
OnlineMeetingArtifact.Read.All OnlineMeetings.Read | - | OnlineMeetingArtifact.Read.All
  GET {user}/onlinemeetings/{}/recording
OnlineMeetingRecording.Read.All | - | OnlineMeetingRecording.Read.All
  GET {user}/onlinemeetings/{}/recordings
  GET {user}/onlinemeetings/{}/recordings/{}
# Microsoft’s table names no application permission; its page on this call does. The tenant must also allow the app to read meetings of the user (application access policy).
OnlineMeetingRecording.Read.All | - | OnlineMeetingRecording.Read.All
  GET {user}/onlinemeetings/{}/recordings/{}/content
OnlineMeetingTranscript.Read.All | - | OnlineMeetingTranscript.Read.All
  GET {user}/onlinemeetings/{}/transcripts
  GET {user}/onlinemeetings/{}/transcripts/{}
# Microsoft’s table names no application permission; its page on this call does. The tenant must also allow the app to read meetings of the user (application access policy).
OnlineMeetingTranscript.Read.All | - | OnlineMeetingTranscript.Read.All
  GET {user}/onlinemeetings/{}/transcripts/{}/content
  GET {user}/onlinemeetings/{}/transcripts/{}/metadatacontent
OnlineMeetings.Read | - | OnlineMeetings.Read.All
  GET /communications/onlinemeetings
  GET {user}/onlinemeetings
  GET {user}/onlinemeetings/{}
  GET {user}/onlinemeetings/{}/registration
OnlineMeetings.Read | - | -
  GET /communications/onlinemeetings/getactivemeetingdetails(callconversationid={})
  GET {user}/onlinemeetings/getactivemeetingdetails(callconversationid={})
OnlineMeetings.ReadWrite | - | OnlineMeetings.ReadWrite.All
  POST {user}/onlinemeetings
  POST {user}/onlinemeetings/createorget
  PATCH DELETE {user}/onlinemeetings/{}
  POST DELETE {user}/onlinemeetings/{}/registration
OnlineMeetings.ReadWrite | - | -
  PATCH {user}/onlinemeetings/{}/registration
Presence.Read | - | Presence.Read.All
  GET /me/presence
Presence.Read.All | - | Presence.Read.All
  POST /communications/getpresencesbyuserid
Presence.ReadWrite | - | Presence.ReadWrite.All
  POST {user}/presence/clearpresence
  POST {user}/presence/clearuserpreferredpresence
  POST {user}/presence/setpresence
  POST {user}/presence/setuserpreferredpresence
Schedule.Read.All Group.Read.All | - | Schedule.Read.All Group.Read.All Group.ReadWrite.All
  GET /teams/{}/schedule
  GET /teams/{}/schedule/offershiftrequests/{}
  GET /teams/{}/schedule/openshiftchangerequests
  GET /teams/{}/schedule/openshiftchangerequests/{}
  GET /teams/{}/schedule/openshifts
  GET /teams/{}/schedule/openshifts/{}
  GET /teams/{}/schedule/schedulinggroups
  GET /teams/{}/schedule/schedulinggroups/{}
  GET /teams/{}/schedule/shifts
  GET /teams/{}/schedule/swapshiftschangerequests
  GET /teams/{}/schedule/timeoffreasons
  GET /teams/{}/schedule/timeoffreasons/{}
  GET /teams/{}/schedule/timeoffrequests
  GET /teams/{}/schedule/timeoffrequests/{}
  GET /teams/{}/schedule/timesoff
  GET /teams/{}/schedule/timesoff/{}
Schedule.ReadWrite.All Group.ReadWrite.All | - | Schedule.ReadWrite.All Group.ReadWrite.All
  PUT /teams/{}/schedule
  GET POST /teams/{}/schedule/offershiftrequests
  POST /teams/{}/schedule/offershiftrequests/{}/approve
  POST /teams/{}/schedule/offershiftrequests/{}/decline
  POST /teams/{}/schedule/openshiftchangerequests
  POST /teams/{}/schedule/openshiftchangerequests/{}/approve
  POST /teams/{}/schedule/openshiftchangerequests/{}/decline
  PUT DELETE /teams/{}/schedule/openshifts/{}
  POST /teams/{}/schedule/schedulinggroups
  PUT DELETE /teams/{}/schedule/schedulinggroups/{}
  POST /teams/{}/schedule/share
  POST /teams/{}/schedule/shifts
  PUT DELETE /teams/{}/schedule/shifts/{}
  POST /teams/{}/schedule/swapshiftschangerequests
  POST /teams/{}/schedule/swapshiftschangerequests/{}/approve
  POST /teams/{}/schedule/swapshiftschangerequests/{}/decline
  POST /teams/{}/schedule/timeoffreasons
  PUT DELETE /teams/{}/schedule/timeoffreasons/{}
  DELETE /teams/{}/schedule/timeoffrequests/{}
  POST /teams/{}/schedule/timeoffrequests/{}/approve
  POST /teams/{}/schedule/timeoffrequests/{}/decline
  POST /teams/{}/schedule/timesoff
  DELETE /teams/{}/schedule/timesoff/{}
Schedule.ReadWrite.All Group.Read.All | - | Schedule.ReadWrite.All Group.Read.All Group.ReadWrite.All
  POST /teams/{}/schedule/openshifts
Team.Create Group.ReadWrite.All Directory.ReadWrite.All | - | Team.Create Group.ReadWrite.All Directory.ReadWrite.All
  POST /teams
  POST /teams/{}/clone
Team.ReadBasic.All | - | Team.ReadBasic.All
  GET /teams
  GET {user}/teamwork/associatedteams
Team.ReadBasic.All User.Read.All | - | Team.ReadBasic.All User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  GET {user}/joinedteams
Team.ReadBasic.All Group.Read.All Directory.Read.All | - | TeamSettings.Read.Group Team.ReadBasic.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  GET /teams/{}
TeamMember.Read.All | - | TeamMember.Read.Group TeamMember.Read.All
  GET /teams/{}/members
  GET /teams/{}/members/{}
TeamMember.ReadWrite.All | - | TeamMember.ReadWrite.All
  POST /teams/{}/members
  PATCH DELETE /teams/{}/members/{}
TeamSettings.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All | - | TeamSettings.ReadWrite.Group TeamSettings.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All
  PATCH /teams/{}
  POST /teams/{}/archive
  POST /teams/{}/unarchive
TeamsActivity.Send | - | TeamsActivity.Send.Chat TeamsActivity.Send
  POST /chats/{}/markactivitynotificationchainasinactionable
  POST /chats/{}/recallactivitynotificationchainforrecipient
  POST /chats/{}/sendactivitynotification
TeamsActivity.Send | - | TeamsActivity.Send.Group TeamsActivity.Send
  POST /teams/{}/markactivitynotificationchainasinactionable
  POST /teams/{}/recallactivitynotificationchainforrecipient
  POST /teams/{}/sendactivitynotification
TeamsActivity.Send | - | TeamsActivity.Send.User TeamsActivity.Send
  POST {user}/teamwork/markactivitynotificationchainasinactionable
  POST {user}/teamwork/recallactivitynotificationchainforrecipient
  POST {user}/teamwork/sendactivitynotification
TeamsAppInstallation.ReadForChat | - | TeamsAppInstallation.ReadForChat.All
  GET /chats/{}/installedapps
TeamsAppInstallation.ReadForTeam Group.Read.All Directory.Read.All | - | TeamsAppInstallation.Read.Group TeamsAppInstallation.ReadForTeam.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  GET /teams/{}/installedapps
TeamsAppInstallation.ReadWriteSelfForTeam Group.ReadWrite.All Directory.ReadWrite.All | - | TeamsAppInstallation.ReadWriteSelfForTeam.All Group.ReadWrite.All Directory.ReadWrite.All
  POST /teams/{}/installedapps
  DELETE /teams/{}/installedapps/{}
  POST /teams/{}/installedapps/{}/upgrade
TeamsAppInstallation.ReadWriteSelfForTeam Group.Read.All Directory.Read.All | - | TeamsAppInstallation.Read.Group TeamsAppInstallation.ReadForTeam.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  GET /teams/{}/installedapps/{}
TeamsTab.Create Group.ReadWrite.All Directory.ReadWrite.All | - | TeamsTab.Create.Group TeamsTab.Create Group.ReadWrite.All Directory.ReadWrite.All
  POST /teams/{}/channels/{}/tabs
TeamsTab.Read.All Group.Read.All Directory.Read.All | - | TeamsTab.Read.Group TeamsTab.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  GET /teams/{}/channels/{}/tabs
  GET /teams/{}/channels/{}/tabs/{}
TeamsTab.ReadWriteSelfForTeam Group.ReadWrite.All Directory.ReadWrite.All | - | TeamsTab.Delete.Group TeamsTab.ReadWriteSelfForTeam.All Group.ReadWrite.All Directory.ReadWrite.All
  DELETE /teams/{}/channels/{}/tabs/{}
TeamsTab.ReadWriteSelfForTeam Group.ReadWrite.All Directory.ReadWrite.All | - | TeamsTab.ReadWrite.Group TeamsTab.ReadWriteSelfForTeam.All Group.ReadWrite.All Directory.ReadWrite.All
  PATCH /teams/{}/channels/{}/tabs/{}
ChannelMessage.Send Group.ReadWrite.All | - | Teamwork.Migrate.All
  POST /teams/{}/channels/{}/messages/{}/replies
ChannelMember.ReadWrite.All | - | ChannelMember.ReadWrite.All
  POST /teams/{}/channels/{}/members
  DELETE /teams/{}/channels/{}/members/{}
OnlineMeetingArtifact.Read.All | - | OnlineMeetingArtifact.Read.All
  GET {user}/onlinemeetings/{}/attendancereports
  GET {user}/onlinemeetings/{}/attendancereports/{}
  GET {user}/onlinemeetings/{}/attendancereports/{}/attendancerecords
- | - | CallRecords.Read.All
  GET /communications/callrecords/{}
`);
