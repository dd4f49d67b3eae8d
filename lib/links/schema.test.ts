import { expect, test } from 'vitest';
import { linkState, newLinkSchema, outcomeSchema } from '#lib/links/schema';

test('a link with nothing said lives a day and offers every integration', () => {
  expect(newLinkSchema.parse({})).toMatchObject({ integrations: [], tags: {}, life: 86_400 });
});

test('names of tags, tenants and addresses are kept in lower case', () => {
  const link = newLinkSchema.parse({
    tags: { 'Plan.Name': 'Pro' },
    expectedTenant: ' Contoso.COM ',
    expectedEmail: 'Adele@Contoso.com',
  });
  expect(link).toMatchObject({
    tags: { 'plan.name': 'Pro' },
    expectedTenant: 'contoso.com',
    expectedEmail: 'adele@contoso.com',
  });
});

const elevenTags = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`t${index}`, '']));
const refused: [string, object][] = [
  ['a life under five minutes', { life: 299 }],
  ['a life over thirty days', { life: 2_592_001 }],
  ['half a second', { life: 300.5 }],
  ['eleven tags', { tags: elevenTags }],
  ['a tag that starts with a digit', { tags: { '1a': '' } }],
  ['a tag with markup', { tags: { 'a<b>': '' } }],
  ['a long tag', { tags: { [`a${'b'.repeat(64)}`]: '' } }],
  ['a long value', { tags: { a: 'x'.repeat(256) } }],
  ['a long end user id', { endUser: { id: 'x'.repeat(256) } }],
  ['an empty end user id', { endUser: { id: '' } }],
  ['a tenant that is a sentence', { expectedTenant: 'our tenant' }],
  ['a tenant that is an address', { expectedTenant: 'https://contoso.com' }],
  ['common as a tenant', { expectedTenant: 'common' }],
  ['an e-mail address that is none', { expectedEmail: 'adele' }],
];
test.each(refused)('%s is refused', (_, input) => {
  expect(newLinkSchema.safeParse(input).success).toBe(false);
});

const allowed: [string, object][] = [
  ['five minutes', { life: 300 }],
  ['thirty days', { life: 2_592_000 }],
  ['a GUID', { expectedTenant: '8EAEF023-2B34-4DA1-9BAA-8BC8C9D6A490' }],
  ['a domain of several parts', { expectedTenant: 'mail.contoso.co.uk' }],
  ['ten tags', { tags: Object.fromEntries(Object.entries(elevenTags).slice(1)) }],
];
test.each(allowed)('%s is accepted', (_, input) => {
  expect(newLinkSchema.safeParse(input).success).toBe(true);
});

test('expired is what is over and was neither used nor revoked', () => {
  const past = new Date(Date.now() - 1000);
  expect(linkState({ status: 'opened', expiresAt: past, consumedAt: null })).toBe('expired');
  expect(linkState({ status: 'revoked', expiresAt: past, consumedAt: null })).toBe('revoked');
  expect(linkState({ status: 'connected', expiresAt: past, consumedAt: past })).toBe('connected');
  expect(linkState({ status: 'at_microsoft', expiresAt: new Date(Date.now() + 1000), consumedAt: null })).toBe(
    'at_microsoft',
  );
});

test('an outcome of an unknown code does not read', () => {
  expect(outcomeSchema.safeParse({ code: 'fine', message: '', operatorMessage: '', at: '' }).success).toBe(false);
});
