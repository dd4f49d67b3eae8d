import { expect, test } from 'vitest';
import { readRedirectRefusal } from '#lib/microsoft/errors';
import { adminOutcome } from './outcome.ts';

const outcomeOf = (query: string) => adminOutcome(readRedirectRefusal(new URLSearchParams(query)));

test.each([
  'admin_consent=True&error=access_denied&error_description=AADSTS65004: User declined to consent.',
  'error=consent_required&error_description=AADSTS65004: User declined to consent.',
  'error=permission_denied&error_description=The admin canceled the request',
  'error=access_denied&error_subcode=cancel',
])('an admin who declines reads of themselves, not of a user: %s', (query) => {
  expect(outcomeOf(query)).toMatchObject({
    code: 'admin_declined',
    message: 'The permissions were not approved.',
    operatorMessage: expect.stringContaining('The admin did not approve'),
  });
});

test('an admin with an account of another tenant is told to take the right one', () => {
  const query = 'admin_consent=True&error=access_denied&error_description=AADSTS50020: User account';
  expect(outcomeOf(query).message).toContain('Sign in with your account of the right one');
});
