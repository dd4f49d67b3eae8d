import { expect, test } from 'vitest';
import type { LinkRow, Outcome } from '#lib/links/schema';
import { badgeOf, linkTitle } from './words';

const link: LinkRow = {
  id: 'a',
  kind: 'connect',
  state: 'opened',
  integrationIds: [],
  connectionId: null,
  parentId: null,
  endUser: null,
  tags: {},
  expectedTenant: null,
  expectedEmail: null,
  presets: [],
  language: null,
  outcome: null,
  account: null,
  isForAdmin: false,
  createdAt: new Date(),
  createdBy: null,
  expiresAt: new Date(),
  openedAt: null,
  startedAt: null,
  consumedAt: null,
};

test('a link on which an admin connects a tenant is for no one else', () => {
  expect(linkTitle(link)).toBe('Anyone with the link');
  expect(linkTitle({ ...link, isForAdmin: true })).toBe('An admin');
  expect(linkTitle({ ...link, isForAdmin: true, expectedTenant: 'contoso.com' })).toBe('An admin of contoso.com');
});

const said = (code: Outcome['code'], aadsts?: number): LinkRow => ({
  ...link,
  outcome: { code, message: '', operatorMessage: '', at: '', ...(aadsts !== undefined && { aadsts }) },
});

test('a link that somebody declined says so until it goes on', () => {
  expect(badgeOf(said('declined'))).toBe('declined');
  expect(badgeOf(said('admin_declined'))).toBe('declined');
  expect(badgeOf({ ...said('declined'), state: 'expired' })).toBe('expired');
  expect(badgeOf(said('admin_declined', 90094)), 'who is no admin has not declined').toBe('opened');
  expect(badgeOf(link)).toBe('opened');
});
