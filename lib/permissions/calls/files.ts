import { readTable } from './read-table.ts';

/** OneDrive and the files of sites and groups. */
export const filesCalls = readTable(`
Files.Read Sites.Read.All | Files.Read | Files.Read.All Sites.Read.All Sites.ReadWrite.All
  GET /groups/{}/drives
  GET /sites/{}/drives
  GET {drive}
  GET {drive}/recent
  GET {item}/capabilities
  GET {item}/children
  GET {item}/content
  GET {item}/delta
  GET {item}/permissions
  GET {item}/permissions/{}
  GET {item}/search(q={})
  GET {item}/thumbnails
  GET {item}/versions
  GET {item}/versions/{}
  GET {user}/drives
Files.Read Sites.Read.All | - | Files.Read.All Sites.Read.All Sites.ReadWrite.All
  GET {drive}/activities
  GET {drive}/following
  DELETE {drive}/following/{}
  GET {item}/activities
  GET {item}/analytics
  GET {item}/analytics/alltime
  GET {item}/analytics/lastsevendays
  POST {item}/follow
  GET {item}/getactivitiesbyinterval(startdatetime={},enddatetime={},interval={})
  POST {item}/preview
  POST {item}/unfollow
Files.Read Sites.Read.All | Files.Read | Files.Read.All Sites.Read.All
  GET {item}/thumbnails/{}
  GET {item}/thumbnails/{}/{}
  GET {item}/thumbnails/{}/{}/content
  GET {item}/versions/{}/content
  GET {item}/weburl
Files.Read Sites.Read.All | - | Files.Read.All Sites.Read.All Sites.ReadWrite.All Sites.Manage.All Sites.FullControl.All
  GET {item}/extensions
  GET {item}/extensions/{}
Files.Read Sites.ReadWrite.All | Files.Read | -
  GET {drive}/list/subscriptions/socketio
  GET {item}/subscriptions/socketio
Files.Read Sites.Read.All | Files.Read | Files.Read.All Sites.Read.All Sites.ReadWrite.All Group.Read.All Group.ReadWrite.All
  GET {item}
Files.Read Sites.Read.All | - | -
  POST {item}/checkaccess
Files.Read.All Sites.Read.All | - | Files.Read.All Sites.Read.All Sites.ReadWrite.All
  POST {item}/extractsensitivitylabels
Files.Read.All Sites.Read.All | Files.Read.All | Files.Read.All Sites.Read.All Sites.ReadWrite.All
  GET {drive}/sharedwithme
Files.Read.All Sites.Read.All | - | Files.Read.All Sites.Read.All
  GET {item}/retentionlabel
Files.ReadWrite Sites.ReadWrite.All | Files.ReadWrite | Files.ReadWrite.All Sites.ReadWrite.All
  PATCH DELETE {item}
  POST {item}/checkin
  POST {item}/checkout
  POST {item}/children
  PUT {item}/content
  POST {item}/copy
  POST {item}/createlink
  POST {item}/discardcheckout
  POST {item}/invite
  PATCH DELETE {item}/permissions/{}
  POST {item}/versions/{}/restoreversion
Files.ReadWrite Sites.ReadWrite.All | - | Files.ReadWrite.All Sites.ReadWrite.All Sites.Manage.All Sites.FullControl.All
  POST {item}/archive
  POST PATCH DELETE {item}/extensions
  POST PATCH DELETE {item}/extensions/{}
  POST {item}/unarchive
Files.ReadWrite Sites.ReadWrite.All | Files.ReadWrite | Sites.ReadWrite.All Files.ReadWrite.All
  POST {item}/createuploadsession
Files.ReadWrite Sites.ReadWrite.All | - | Files.ReadWrite.All Sites.ReadWrite.All
  POST /shares/{}/permission/grant
Files.ReadWrite.All Sites.ReadWrite.All | - | Files.ReadWrite.All Sites.ReadWrite.All
  POST {item}/assignsensitivitylabel
Files.ReadWrite.All Sites.ReadWrite.All | - | Files.ReadWrite.All Sites.ReadWrite.All Sites.FullControl.All
  DELETE {item}/retentionlabel
Files.ReadWrite.AppFolder Sites.ReadWrite.All | Files.ReadWrite.AppFolder | -
  GET POST DELETE {item}/media/reactions
`);
