import { expect, test } from 'vitest';
import { answerPaste } from './permissions.ts';

const sets = (paste: string) => {
  const { delegated, application } = answerPaste([paste]);
  return { delegated: delegated.permissions, application: application.permissions };
};

test.each([
  ['GET /me/messages\nPOST /me/sendMail\nGET /me/messages/A/attachments', ['Mail.Read', 'Mail.Send']],
  ['GET /me/events\nPOST /me/events\nGET /me/contacts', ['Calendars.ReadWrite', 'Contacts.Read']],
  ['GET /me/drive\nGET /me/drive/root/children\nGET /me/drive/items/A/content\nGET /sites/root', ['Sites.Read.All']],
  ['GET /me/drive/root/children\nPUT /me/drive/root:/a:/content', ['Files.ReadWrite']],
  ['GET /me\nGET /me/joinedTeams', ['Team.ReadBasic.All', 'User.Read']],
])('%s', (paste, expected) => expect(sets(paste).delegated).toEqual(expected));

test('many narrow permissions are not exchanged for one that opens the directory', () => {
  const { delegated } = sets('GET /users\nGET /groups\nGET /organization\nGET /devices\nGET /applications');
  expect(delegated).not.toContain('Directory.Read.All');
});

test('what only a Teams app can be granted is in no set', () => {
  expect(sets('GET /teams/x/channels').application).toEqual(['Channel.ReadBasic.All']);
});

test('each permission says what it is for, and what it stands in for', () => {
  const { delegated } = answerPaste(['GET /me/messages\nGET /me/messages/A\nGET /me/foo']);
  expect(delegated).toEqual({
    permissions: ['Mail.Read'],
    reasons: [{ permission: 'Mail.Read', calls: 2, insteadOf: ['Mail.ReadBasic'] }],
    unanswered: 1,
  });
});

test('nothing asked needs nothing', () => {
  expect(answerPaste(['', '# only a comment'])).toEqual({
    calls: [],
    delegated: { permissions: [], reasons: [], unanswered: 0 },
    application: { permissions: [], reasons: [], unanswered: 0 },
    isCutOff: false,
  });
});

test('no more calls are read than 500, and it is said', () => {
  const { calls, isCutOff } = answerPaste([Array(600).fill('GET /me').join('\n')]);
  expect([calls.length, isCutOff]).toEqual([500, true]);
});
