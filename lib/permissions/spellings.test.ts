import { expect, test } from 'vitest';
import { answerCall } from './answer.ts';
import { parseCalls } from './parse.ts';

function leastOf(text: string) {
  const [call] = parseCalls(text);
  if (!call) throw new Error(`No call in ${text}`);
  const { delegated, personal, application } = answerCall(call);
  return [delegated.least, personal.least, application.least];
}

/** Calls with their answers, and other ways to write the same call. */
test.each([
  [
    'GET /me/mailFolders/AAMk1/messages/delta',
    ['Mail.ReadBasic', 'Mail.ReadBasic', 'Mail.ReadBasic.All'],
    ['GET /Me/MailFolders/AAMk1/Messages/Delta', "GET /me/mailFolders('AAMk1')/messages/delta()?$deltatoken=x"],
  ],
  [
    'GET /me/calendars/delta',
    ['Calendars.Read', 'Calendars.Read', 'Calendars.Read'],
    ['GET /users/8a7b/calendars/Delta', "GET https://graph.microsoft.com/beta/users('8a7b')/calendars/delta/"],
  ],
  [
    'GET /drives/b!x/items/01A/versions',
    ['Files.Read', 'Files.Read', 'Files.Read.All'],
    [
      'GET /drives/b!x/root:/Shared Docs/2026/a%20b.docx:/versions',
      'GET /sites/contoso.sharepoint.com:/sites/hr:/drive/items/01A/versions',
      "GET /groups/g1/drives('b!x')/items('01A')/versions",
    ],
  ],
  [
    'POST /sites/{id}/lists/{id}/items',
    ['Sites.ReadWrite.All', null, 'Sites.ReadWrite.All'],
    ['POST /sites/contoso.sharepoint.com:/sites/hr/sub:/lists/Docs/items', "POST /sites('a,b,c')/lists('Docs')/items"],
  ],
  [
    'POST /me/messages/A/forward',
    ['Mail.Send', 'Mail.Send', 'Mail.Send'],
    ['POST /users/ada@contoso.com/messages/A/microsoft.graph.forward', "POST /me/messages('A')/forward/"],
  ],
])('%s is answered alike in every spelling', (call, least, spellings) => {
  expect(leastOf(call)).toEqual(least);
  expect(spellings.map(leastOf)).toEqual(spellings.map(() => least));
});
