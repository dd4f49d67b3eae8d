import { expect, test } from 'vitest';
import { dietOf } from './diet.ts';
import { parseCalls } from './parse.ts';

const read = { method: 'GET', template: '/me/drive/root/children', count: 40 };
const verdicts = (diet: ReturnType<typeof dietOf>) =>
  diet.findings.map(({ permission, verdict, enough }) => [permission, verdict, enough]);

test('what only reads does not need to write', () => {
  const diet = dietOf(['User.Read', 'Files.ReadWrite.All'], { counted: [read], pasted: [] }, 'delegated');
  expect(diet).toEqual({
    findings: [
      {
        permission: 'Files.ReadWrite.All',
        verdict: 'enough',
        calls: 40,
        onlyReads: true,
        enough: ['Files.Read'],
        leavesOut: [],
      },
    ],
    missing: [],
    calls: 40,
    unknown: 0,
  });
});

test('what no call needs is unused, and calls pasted in count as well', () => {
  const asked = ['Files.Read', 'Mail.Send'];
  expect(verdicts(dietOf(asked, { counted: [read], pasted: [] }, 'delegated'))).toEqual([
    ['Mail.Send', 'unused', []],
    ['Files.Read', 'needed', []],
  ]);
  const pasted = parseCalls('POST /me/sendMail');
  expect(verdicts(dietOf(asked, { counted: [read], pasted }, 'delegated')).map(([, verdict]) => verdict)).toEqual([
    'needed',
    'needed',
  ]);
});

test('calls that need more than is asked, and calls that say nothing', () => {
  const counted = [
    { method: 'GET', template: '/me/messages', count: 2 },
    { method: 'POST', template: '/$batch', count: 3 },
    { method: 'GET', template: '', count: 4 },
  ];
  const diet = dietOf(['Files.Read'], { counted, pasted: [] }, 'delegated');
  expect(diet).toMatchObject({ missing: ['Mail.ReadBasic'], calls: 9, unknown: 7 });
});

test('an application is judged by application permissions, and other APIs are left out', () => {
  const counted = [{ method: 'GET', template: '/users/{id}/messages', count: 1 }];
  const asked = ['Mail.ReadWrite', 'https://vault.azure.net/user_impersonation'];
  const diet = dietOf(asked, { counted, pasted: [] }, 'application');
  expect(verdicts(diet)).toEqual([['Mail.ReadWrite', 'enough', ['Mail.ReadBasic.All']]]);
  // The calls do not show whether the product reads the text of mails.
  expect(diet.findings[0]?.leavesOut).toEqual([expect.stringContaining('leaves out the body')]);
});
