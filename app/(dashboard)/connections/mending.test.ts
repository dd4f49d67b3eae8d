import { expect, test } from 'vitest';
import { AADSTS } from '#lib/microsoft/aadsts';
import { adminMessage, mendingOf, mendingText } from './mending.ts';
import { shortReason } from './short-reason.ts';

const at = '2026-03-01T10:00:00.000Z';
const broken = (code: string, more: object = {}) => ({
  status: 'needs_reauthorization' as const,
  statusReason: { code, message: 'It ended.', fix: 'Do this.', at },
  accountKind: 'work',
  cloud: 'global' as const,
  ...more,
});

test('a healthy connection needs nobody, and one without a reason its user', () => {
  expect(mendingOf({ ...broken(''), status: 'healthy' })).toBeUndefined();
  expect(mendingOf({ ...broken(''), statusReason: null })).toMatchObject({ who: 'user', isByLink: true });
});

test.each([
  ['AADSTS50173', {}, 'user', true],
  ['AADSTS50057', {}, 'admin', false],
  ['AADSTS50105', {}, 'admin', false],
  ['AADSTS700016', {}, 'admin', true],
  ['AADSTS7000112', { accountKind: 'tenant' }, 'admin', false],
  ['invalid_grant', { accountKind: 'tenant' }, 'admin', true],
  ['invalid_grant', {}, 'user', true],
])('%s %j is mended by the %s, by a link: %s', (code, more, ...mended) => {
  const { who, isByLink, fix } = mendingOf(broken(code, more)) ?? {};
  expect([who, isByLink, fix]).toEqual([...mended, 'Do this.']);
});

test('an admin is told which account, and what to do', () => {
  const { forAdmin = '' } = mendingOf(broken('AADSTS50057')) ?? {};
  expect(
    adminMessage(forAdmin, { username: 'kofi@contoso.sandbox', integrationName: 'Files', accountKind: 'work' }),
  ).toMatch(
    /^Files can no longer use the Microsoft account kofi@contoso\.sandbox\. The account is disabled\. Enable it/,
  );
});

test('a row says who mends it, in one sentence', () => {
  const text = (code: string, more?: object) => {
    const mending = mendingOf(broken(code, more));
    return mending && mendingText(mending);
  };
  expect(text('AADSTS50173')).toBe('The person mends it with a reauthorize link.');
  expect(text('AADSTS700016')).toBe("The tenant's admin mends it with a reauthorize link.");
  expect(text('AADSTS50057')).toBe("The customer's admin has to act first. Do this.");
});

test('the reason comes first, and short', () => {
  expect(shortReason(broken('AADSTS50173'))).toBe('Password reset · AADSTS50173');
  expect(shortReason(broken('AADSTS987654'))).toBe('It ended.');
  expect(shortReason({ ...broken('corrupt'), status: 'corrupt' })).toBe('Cannot be opened');
  expect(shortReason({ ...broken(''), status: 'healthy', statusReason: null })).toBeNull();
  const closing = AADSTS.filter(({ closes }) => closes === 'grant' || closes === 'tenant');
  const long = closing.filter(({ code }) => !shortReason(broken(`AADSTS${code}`))?.includes('·'));
  expect(
    long.map(({ code }) => code),
    'codes that end grants have short words',
  ).toEqual([70001, 7000229]);
});
