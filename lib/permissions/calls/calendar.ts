import { readTable } from './read-table.ts';

/** Calendars, events, meeting times and places. */
export const calendarCalls = readTable(`
Calendars.Read | Calendars.Read | Calendars.Read
  GET /groups/{}/calendar/events/delta
  GET /groups/{}/calendar/events/{}/attachments
  POST /groups/{}/calendar/events/{}/forward
  GET /groups/{}/events/delta
  GET /groups/{}/events/{}/attachments
  POST /groups/{}/events/{}/forward
  GET {calendar}/calendarpermissions
  GET {calendar}/calendarpermissions/{}
  GET {user}/calendars/delta
  GET {user}/calendarview/delta
  GET {user}/events/delta
  GET {user}/events/{}/attachments
  GET {user}/events/{}/attachments/{}
  POST {user}/events/{}/forward
  GET {user}/reminderview(startdatetime={},enddatetime={})
Calendars.Read | - | -
  GET {user}/settings/workhoursandlocations/occurrencesview(startdatetime={},enddatetime={})
Calendars.Read.Shared | - | -
  POST {user}/findmeetingtimes
Calendars.ReadBasic | Calendars.ReadBasic | Calendars.ReadBasic
  GET /groups/{}/calendar/events/{}/instances
  GET /groups/{}/events/{}/instances
  GET {calendar}
  GET {user}/calendargroups
  GET {user}/calendargroups/{}
  GET {user}/calendargroups/{}/calendars
  GET {user}/calendars
  GET {user}/calendarview
  GET {user}/events
  GET {user}/events/{}
  GET {user}/events/{}/instances
Calendars.ReadBasic Group.Read.All | Calendars.ReadBasic | Calendars.ReadBasic Group.Read.All Group.ReadWrite.All
  GET /groups/{}/calendar/events/{}
  GET /groups/{}/events/{}
Calendars.ReadBasic | - | Calendars.ReadBasic
  POST {calendar}/getschedule
Calendars.ReadBasic | Calendars.ReadBasic | Calendars.Read
  GET /me/events/delta
Calendars.ReadWrite | Calendars.ReadWrite | Calendars.ReadWrite
  DELETE /groups/{}/calendar/calendarpermissions/{}
  POST /groups/{}/calendar/events/{}/attachments
  POST /groups/{}/calendar/events/{}/cancel
  POST /groups/{}/events/{}/attachments
  POST /groups/{}/events/{}/cancel
  PATCH DELETE {calendar}
  POST {calendar}/calendarpermissions
  PATCH DELETE {calendar}/calendarpermissions/{}
  POST {user}/calendargroups
  PATCH DELETE {user}/calendargroups/{}
  POST {user}/calendargroups/{}/calendars
  POST {user}/calendars
  POST {user}/events
  PATCH DELETE {user}/events/{}
  POST {user}/events/{}/accept
  POST {user}/events/{}/attachments
  DELETE {user}/events/{}/attachments/{}
  POST {user}/events/{}/cancel
  POST {user}/events/{}/decline
  POST {user}/events/{}/dismissreminder
  POST {user}/events/{}/permanentdelete
  POST {user}/events/{}/snoozereminder
  POST {user}/events/{}/tentativelyaccept
Calendars.ReadWrite | - | -
  POST /places/{}/checkins
  GET /places/{}/checkins/{}
  POST {user}/settings/workhoursandlocations/occurrences
  POST {user}/settings/workhoursandlocations/occurrences/setcurrentlocation
  PUT DELETE {user}/settings/workhoursandlocations/occurrences/{}
Calendars.ReadWrite Group.ReadWrite.All | Calendars.ReadWrite | Calendars.ReadWrite Group.ReadWrite.All
  PATCH DELETE /groups/{}/calendar/events/{}
  PATCH DELETE /groups/{}/events/{}
Calendars.ReadWrite | - | Calendars.ReadWrite
  POST {calendar}/permanentdelete
Calendars.ReadWrite | Calendars.ReadWrite | Calendars.ReadWrite Mail.ReadWrite
  POST {user}/events/{}/attachments/createuploadsession
Calendars.ReadWrite MailboxSettings.ReadWrite | - | -
  PATCH {user}/settings/workhoursandlocations
Group.Read.All | - | -
  GET /groups/{}/calendar/calendarview
  GET /groups/{}/calendar/calendarview/delta
  GET /groups/{}/calendar/events
  GET /groups/{}/calendarview/delta
  GET /groups/{}/events
Group.Read.All Calendars.ReadBasic | Calendars.ReadBasic | Calendars.ReadBasic Group.Read.All Group.ReadWrite.All
  GET /groups/{}/calendarview
Group.ReadWrite.All | - | -
  POST /groups/{}/calendar/events
  POST /groups/{}/events
MailboxSettings.Read Calendars.Read | - | -
  GET {user}/settings/workhoursandlocations
Place.Read.All | - | Place.Read.All
  GET /places/microsoft.graph.building
  GET /places/microsoft.graph.desk
  GET /places/microsoft.graph.floor
  GET /places/microsoft.graph.room
  GET /places/microsoft.graph.roomlist
  GET /places/microsoft.graph.section
  GET /places/microsoft.graph.workspace
  GET /places/{}
  GET /places/{}/descendants
  GET /places/{}/microsoft.graph.roomlist/rooms
  GET /places/{}/microsoft.graph.roomlist/workspaces
User.Read User.ReadBasic.All | - | User.Read.All
  GET {user}/findroomlists
  GET {user}/findrooms
User.ReadBasic.All | - | User.Read.All
  GET /users/{}/findroomlists
  GET /users/{}/findrooms
  GET {user}/findrooms(roomlist={})
`);
