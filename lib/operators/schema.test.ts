import { describe, expect, test } from 'vitest';
import { inviteForm, setUpForm } from './schema.ts';

const good = { token: 't', name: 'Ada', email: ' Ada@Example.com ', password: 'correct horse' };

describe('setUpForm', () => {
  test('trims and lower-cases the e-mail address', () => {
    expect(setUpForm.parse(good).email).toBe('ada@example.com');
  });

  test.each([
    { password: 'eleven char' },
    { password: 'x'.repeat(201) },
    { email: 'ada' },
    { name: '  ' },
    { token: '' },
  ])('refuses %j', (change) => {
    expect(setUpForm.safeParse({ ...good, ...change }).success).toBe(false);
  });
});

test('inviteForm refuses a role that does not exist', () => {
  expect(inviteForm.safeParse({ email: good.email, role: 'viewer' }).success).toBe(true);
  expect(inviteForm.safeParse({ email: good.email, role: 'root' }).success).toBe(false);
});
