import { expect, test } from 'vitest';
import { maskUserName } from './mask.ts';

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
