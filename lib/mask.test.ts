import { expect, test } from 'vitest';
import { maskPerson, maskUserName, withinSentence } from './mask.ts';

test.each([
  ['adele@contoso.com', 'a•••e@contoso.com'],
  ['al@contoso.com', 'a•••@contoso.com'],
  ['a@contoso.com', 'a•••@contoso.com'],
  ['live.com#mia@outlook.com', 'l•••a@outlook.com'],
  ['@contoso.com', '•••@contoso.com'],
  ['nobody', 'n•••y'],
  ['', '•••'],
])('%s is shown as %s', (userName, shown) => {
  expect(maskUserName(userName)).toBe(shown);
});

const bare = (text: string) => text.replace(/[\u2068\u2069]/g, '');

test.each([
  ['Adele Vance', 'adele@contoso.com', 'A•••e V•••e (a•••e@contoso.com)'],
  ['Adele', '', 'A•••e'],
  ['', 'adele@contoso.com', 'a•••e@contoso.com'],
  [' \u202e ', ' ', ''],
  ['山田太郎', '', '山•••郎'],
  ['מרים כהן', 'm@contoso.com', 'מ•••ם כ••• (m•••@contoso.com)'],
  ['<b>Adele</b>', '', '<•••>'],
  ['𝒜dele', '', '𝒜•••e'],
  ['Adele\u202e\nVance', 'a\u2066dele@contoso.com', 'A•••e V•••e (a•••e@contoso.com)'],
])('%j with %j is shown as %j', (name, address, shown) => {
  expect(bare(maskPerson({ name, address }))).toBe(shown);
});

test('what somebody typed neither reorders nor outgrows a sentence', () => {
  expect(withinSentence('Contoso')).toBe('\u2068Contoso\u2069');
  expect(withinSentence('\u2069 \u202eosotnoC')).toBe('\u2068osotnoC\u2069');
  expect(withinSentence('Contoso\nLtd\u2028')).toBe('\u2068Contoso Ltd\u2069');
  expect(withinSentence('\u200e\u2067')).toBe('');
  expect([...bare(withinSentence('😀'.repeat(255)))]).toEqual([...Array(80).fill('😀'), '…']);
  expect(bare(maskPerson({ name: 'A '.repeat(127), address: `a@${'b'.repeat(250)}` })).length).toBeLessThan(180);
});
