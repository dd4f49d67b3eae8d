import { describe, expect, test } from 'vitest';
import { answerCall } from './answer.ts';
import { parseCalls } from './parse.ts';

function answer(text: string) {
  const calls = parseCalls(text);
  expect(calls).toHaveLength(1);
  return calls.map(answerCall)[0] ?? expect.fail('no call');
}

/** Microsoft's published answers, asked in the shapes that people have: call, delegated, personal, application. */
const published: [string, string, string | null, string | null][] = [
  ['https://graph.microsoft.com/v1.0/me', 'User.Read', 'User.Read', null],
  ["GET /v1.0/users('ada@contoso.example')", 'User.ReadBasic.All', null, 'User.ReadBasic.All'],
  ["GET /beta/users?$filter=startswith(displayName,'A')&$count=true", 'User.ReadBasic.All', null, 'User.ReadBasic.All'],
  ['GET https://graph.microsoft.us/v1.0/me/manager', 'User.Read.All', null, 'User.Read.All'],
  ['GET /users/{id}/directReports/', 'User.Read', null, 'User.Read.All'],
  ['GET /me/photo/$value', 'User.Read', null, 'ProfilePhoto.Read.All'],
  ['GET /users/x/photos/48x48/$value', 'User.Read', null, 'ProfilePhoto.Read.All'],
  ['GET /me/memberOf/microsoft.graph.group?$count=true', 'User.Read', null, 'Directory.Read.All'],
  ['DELETE /users/8a7b', 'User.DeleteRestore.All', null, 'User.DeleteRestore.All'],
  ['PUT /users/8a7b/manager/$ref', 'User.ReadWrite.All', null, 'User.ReadWrite.All'],
  ['GET /me/drive/', 'Files.Read', 'Files.Read', 'Files.Read.All'],
  ['GET /drive/root/children', 'Files.Read', 'Files.Read', 'Files.Read.All'],
  ['GET /drives/b!abc/root:/Reports/2026:/children', 'Files.Read', 'Files.Read', 'Files.Read.All'],
  ['GET /groups/8a7b/drive/items/01ABC/children', 'Files.Read', 'Files.Read', 'Files.Read.All'],
  ["GET /me/drives/b!abc/items('01ABC')/content", 'Files.Read', 'Files.Read', 'Files.Read.All'],
  ['PUT /me/drive/root:/a%20b/c.docx:/content', 'Files.ReadWrite', 'Files.ReadWrite', 'Files.ReadWrite.All'],
  ['PUT /users/x/drive/items/01ABC:/c.docx:/content', 'Files.ReadWrite', 'Files.ReadWrite', 'Files.ReadWrite.All'],
  [
    'POST /me/drive/special/approot:/a.bin:/createUploadSession',
    'Files.ReadWrite',
    'Files.ReadWrite',
    'Sites.ReadWrite.All',
  ],
  ["GET /me/drive/root/search(q='the/plan')?$top=5", 'Files.Read', 'Files.Read', 'Files.Read.All'],
  ["GET /me/drive/root/delta(token='latest')", 'Files.Read', 'Files.Read', 'Files.Read.All'],
  ['GET /me/drive/root/microsoft.graph.delta()', 'Files.Read', 'Files.Read', 'Files.Read.All'],
  ['GET /me/drive/sharedWithMe()', 'Files.Read.All', 'Files.Read.All', 'Files.Read.All'],
  ['POST /drives/b!abc/items/01ABC/createLink', 'Files.ReadWrite', 'Files.ReadWrite', 'Files.ReadWrite.All'],
  [
    'POST /sites/contoso.sharepoint.com,1,2/drive/items/1/invite',
    'Files.ReadWrite',
    'Files.ReadWrite',
    'Files.ReadWrite.All',
  ],
  ['DELETE /me/drive/root:/old.txt', 'Files.ReadWrite', 'Files.ReadWrite', 'Files.ReadWrite.All'],
  ['GET /shares/u!aHR0/driveItem/content', 'Files.Read', 'Files.Read', 'Files.Read.All'],
  ['GET /sites?search=team', 'Sites.Read.All', null, 'Sites.Read.All'],
  ['GET /sites/contoso.sharepoint.com:/sites/hr:/lists', 'Sites.Read.All', null, 'Sites.Read.All'],
  ['GET /sites/contoso.sharepoint.com:/sites/hr', 'Sites.Read.All', null, 'Sites.Read.All'],
  ["POST /sites/x/lists('Tasks')/items", 'Sites.ReadWrite.All', null, 'Sites.ReadWrite.All'],
  ['PATCH /sites/x/lists/Tasks/items/7/fields', 'Sites.ReadWrite.All', null, 'Sites.ReadWrite.All'],
  ['POST /sites/x/lists', 'Sites.Manage.All', null, 'Sites.Manage.All'],
  ['GET /sites/x/sites/y/permissions', 'Sites.FullControl.All', null, 'Sites.FullControl.All'],
  ["GET /me/mailFolders('inbox')/messages?$select=subject", 'Mail.ReadBasic', 'Mail.ReadBasic', 'Mail.ReadBasic.All'],
  ['GET /me/mailFolders/inbox/childFolders/A/messages/B', 'Mail.Read', 'Mail.Read', 'Mail.Read'],
  ["GET /users('x')/messages('A=')/attachments('B=')/$value", 'Mail.Read', 'Mail.Read', 'Mail.Read'],
  ['PATCH /me/mailFolders/inbox/messages/AAMk=', 'Mail.ReadWrite', 'Mail.ReadWrite', 'Mail.ReadWrite'],
  ['POST /users/x/messages/A/microsoft.graph.move', 'Mail.ReadWrite', 'Mail.ReadWrite', 'Mail.ReadWrite'],
  ['POST /users/x/sendMail', 'Mail.Send', 'Mail.Send', 'Mail.Send'],
  ['POST /me/mailFolders/drafts/messages/A/send', 'Mail.Send', 'Mail.Send', 'Mail.Send'],
  ['GET /me/mailFolders/inbox/messageRules', 'MailboxSettings.Read', 'MailboxSettings.Read', 'MailboxSettings.Read'],
  ['PATCH /me/mailboxSettings', 'MailboxSettings.ReadWrite', 'MailboxSettings.ReadWrite', 'MailboxSettings.ReadWrite'],
  [
    'GET /me/calendar/calendarView?startDateTime=a&endDateTime=b',
    'Calendars.ReadBasic',
    'Calendars.ReadBasic',
    'Calendars.ReadBasic',
  ],
  [
    'GET /me/calendarGroups/A/calendars/B/events/C',
    'Calendars.ReadBasic',
    'Calendars.ReadBasic',
    'Calendars.ReadBasic',
  ],
  ['POST /users/x/calendars/A/events', 'Calendars.ReadWrite', 'Calendars.ReadWrite', 'Calendars.ReadWrite'],
  ['POST /me/events/A/tentativelyAccept', 'Calendars.ReadWrite', 'Calendars.ReadWrite', 'Calendars.ReadWrite'],
  ["GET /me/reminderView(startDateTime='a',endDateTime='b')", 'Calendars.Read', 'Calendars.Read', 'Calendars.Read'],
  ['GET /places/microsoft.graph.room', 'Place.Read.All', null, 'Place.Read.All'],
  ['GET /me/contactFolders/A/childFolders/B/contacts', 'Contacts.Read', 'Contacts.Read', 'Contacts.Read'],
  ['DELETE /me/contactFolders/A/contacts/B', 'Contacts.ReadWrite', 'Contacts.ReadWrite', 'Contacts.ReadWrite'],
  ['GET /me/people/?$search=j', 'People.Read', 'People.Read', 'People.Read.All'],
  ['GET /me/joinedTeams', 'Team.ReadBasic.All', null, 'Team.ReadBasic.All'],
  ["GET /teams('x')/channels('19:a@thread.tacv2')", 'Channel.ReadBasic.All', null, 'ChannelSettings.Read.Group'],
  [
    'GET /teams/x/channels/19%3Aa%40thread.tacv2/messages/delta()',
    'ChannelMessage.Read.All',
    null,
    'ChannelMessage.Read.Group',
  ],
  ['POST /teams/x/channels', 'Channel.Create', null, 'Channel.Create.Group'],
  ['POST /chats/19:a@thread.v2/messages', 'ChatMessage.Send', null, 'Teamwork.Migrate.All'],
  ['GET /users/x/chats?$expand=members', 'Chat.ReadBasic', null, 'Chat.ReadBasic.All'],
  ['POST /users/x/onlineMeetings', 'OnlineMeetings.ReadWrite', null, 'OnlineMeetings.ReadWrite.All'],
  ['GET /me/presence', 'Presence.Read', null, 'Presence.Read.All'],
  ['GET /groups/x/onenote/sections/A/pages', 'Notes.Read', 'Notes.Read', 'Notes.Read.All'],
  ['POST /sites/x/onenote/notebooks', 'Notes.Create', 'Notes.Create', 'Notes.ReadWrite.All'],
  ["GET /me/todo/lists('A')/tasks", 'Tasks.Read', 'Tasks.Read', 'Tasks.Read.All'],
  ['PATCH /users/x/todo/lists/A/tasks/B', 'Tasks.ReadWrite', 'Tasks.ReadWrite', 'Tasks.ReadWrite.All'],
  ['PATCH /planner/tasks/A/details', 'Tasks.ReadWrite', null, 'Tasks.ReadWrite.All'],
  ['GET /groups/x/members/$count', 'GroupMember.ReadBasic.All', null, 'GroupMember.ReadBasic.All'],
  [
    'GET /groups/x/transitiveMembers/microsoft.graph.user',
    'GroupMember.ReadBasic.All',
    null,
    'GroupMember.ReadBasic.All',
  ],
  ['DELETE /groups/x/members/y/$ref', 'GroupMember.ReadWrite.All', null, 'GroupMember.ReadWrite.All'],
  ["PATCH /applications(appId='8a7b')", 'Application.ReadWrite.All', null, 'Application.ReadWrite.OwnedBy'],
  ["GET /servicePrincipals(appId='8a7b')/appRoleAssignedTo", 'Application.Read.All', null, 'Application.Read.All'],
  ['GET /auditLogs/signIns?$top=1', 'AuditLog.Read.All', null, 'AuditLog.Read.All'],
  ['GET /directoryRoles', 'RoleManagement.Read.Directory', null, 'RoleManagement.Read.Directory'],
];

test.each(published)('%s: %s', (call, ...expected) => {
  const { isKnown, delegated, personal, application } = answer(call);
  expect(isKnown).toBe(true);
  expect([delegated.least, personal.least, application.least]).toEqual(expected);
});

describe('our own answers say why', () => {
  test.each([
    ['GET /organization', 'User.Read', 'device management'],
    ['GET /groups?$top=5', 'GroupMember.Read.All', 'Group-NestingSupport'],
    ['GET /shares/u!a/driveItem', 'Files.Read.All', 'redeemSharingLink'],
    ['GET /users/x/onlineMeetings/A/transcripts/B/content', 'OnlineMeetingTranscript.Read.All', 'access policy'],
    ['DELETE /me/todo/lists/A', 'Tasks.ReadWrite', 'nothing can be deleted'],
    ['GET /users/x/presence', 'Presence.Read.All', '/me/presence'],
    [
      "GET /me/drive/items/A/workbook/worksheets('S')/range(address='A1:B2')",
      'Files.ReadWrite',
      'no permission that only reads',
    ],
    ['POST /me/messages/A/attachments/createUploadSession', 'Mail.ReadWrite', 'attachments of events'],
  ])('%s: %s', (call, least, reason) => {
    const { delegated, notes } = answer(call);
    expect(delegated.least).toBe(least);
    expect(notes.join(' ')).toContain(reason);
  });

  test.each(['POST /search/query', 'POST /subscriptions', 'POST /$batch'])('%s needs its body', (call) => {
    const { isKnown, delegated, application, notes, documentation } = answer(call);
    expect({ isKnown, delegated: delegated.least, application: application.least }).toEqual({
      isKnown: true,
      delegated: null,
      application: null,
    });
    expect(notes.join(' ')).toMatch(/body/);
    expect(documentation).toMatch(/^https:\/\/learn\.microsoft\.com\//);
  });
});

describe('notes', () => {
  test.each([
    ['GET /me/messages', /leaves out the body/],
    ['GET /me/messages', /no \/me: an application calls \/users\/\{id\}/],
    ['GET /users/x/messages', /shared with the person, it is Mail\.Read\.Shared/],
    ['GET /sites/x/drive/root/children', /take Files\.Read\.All/],
    ['GET /sites/x/lists', /Sites\.Selected/],
    ['GET /teams/x/channels', /resource-specific consent.*Channel\.ReadBasic\.All/],
    ['POST /chats/x/messages', /nothing can be sent/],
    ['https://graph.microsoft.com/v1.0/me/drive', /taken for GET/],
  ])('%s: %s', (call, note) => expect(answer(call).notes.join('\n')).toMatch(note));

  test('what is known everywhere has none', () => expect(answer('GET /users/x/mailFolders').notes).not.toContain(''));
});

test.each([
  'GET /me/somethingNew',
  'POST /me/messages',
  'GET /teams/getAllMessages',
  "GET /me/drive/root/somethingNew(a='b')",
  'PURGE /me/drive',
])('%s is answered or unknown, never guessed', (call) => {
  const { isKnown, delegated, notes, documentation } = answer(call);
  if (call === 'POST /me/messages') {
    expect(delegated.least).toBe('Mail.ReadWrite');
    return;
  }
  expect({ isKnown, delegated }).toEqual({ isKnown: false, delegated: { least: null, others: [] } });
  expect(notes.at(-1)).toMatch(/None of our tables|no call that can be read/);
  expect(documentation).toMatch(/^https:\/\/learn\.microsoft\.com\//);
});

test('wider permissions come after the least, narrower ones first', () => {
  expect(answer('GET /me/messages').delegated).toEqual({
    least: 'Mail.ReadBasic',
    others: ['Mail.Read', 'Mail.ReadWrite', 'Mail.Read.Shared', 'Mail.ReadWrite.Shared'],
  });
  expect(answer('GET /users/x/messages').application.others).toEqual(['Mail.ReadBasic', 'Mail.Read', 'Mail.ReadWrite']);
});

test("SharePoint's own API is answered with its own permissions", () => {
  const read = answer("GET https://contoso.sharepoint.com/sites/hr/_api/web/lists/GetByTitle('Docs')/items?$top=1");
  expect(read).toMatchObject({ service: 'sharepoint', delegated: { least: 'AllSites.Read' } });
  expect(read.notes.join(' ')).toContain('certificate');
  expect(answer("POST /sites/hr/_api/web/lists/GetByTitle('Docs')/items").delegated.least).toBe('AllSites.Write');
  expect(answer('GET https://contoso-my.sharepoint.com/_api/v2.0/me/drive/root/children').delegated.least).toBe(
    'MyFiles.Read',
  );
});

test('a subscription is answered by what it watches, a search by what it looks for', () => {
  const post = (url: string, body: object) => parseCalls(JSON.stringify({ requests: [{ method: 'POST', url, body }] }));
  const leastOf = (calls: ReturnType<typeof post>) => calls.map(answerCall).map(({ delegated }) => delegated.least);
  expect(leastOf(post('/subscriptions', { resource: "me/mailFolders('inbox')/messages" }))).toEqual(['Mail.ReadBasic']);
  expect(leastOf(post('/subscriptions', { resource: '/drives/x/root' }))).toEqual(['Files.ReadWrite.All']);
  expect(leastOf(post('/subscriptions', { resource: 'sites/x/lists/y' }))).toEqual(['Sites.ReadWrite.All']);
  expect(leastOf(post('/search/query', { requests: [{ entityTypes: ['message', 'driveItem'] }] }))).toEqual([
    'Mail.Read',
    'Files.Read.All',
  ]);
});

test('a template holds nothing of anybody', () => {
  expect(answer("GET /users/ada@contoso.example/messages('AAMk=')/attachments").template).toBe(
    '/users/{id}/messages/{id}/attachments',
  );
  expect(answer('GET /me/drive/root:/private/diary.txt:/content').template).toBe('/me/drive/root/content');
  expect(answer('GET /sites/contoso.sharepoint.com:/sites/secret:/lists/plan').template).toBe('/sites/{id}/lists/{id}');
});
