import { describe, expect, test } from 'vitest';
import { inviteForm, roleCovers, setUpForm } from './schema.ts';

describe('roleCovers', () => {
  test.each([
    ['viewer', 'viewer', true],
    ['viewer', 'admin', false],
    ['viewer', 'owner', false],
    ['admin', 'viewer', true],
    ['admin', 'admin', true],
    ['admin', 'owner', false],
    ['owner', 'viewer', true],
    ['owner', 'admin', true],
    ['owner', 'owner', true],
  ] as const)('a %s where %s is needed: %s', (have, need, answer) => {
    expect(roleCovers(have, need)).toBe(answer);
  });
});

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
