import { expect, test } from 'vitest';
import { countLacking, missingOf } from './missing.ts';

const sharePoint = '00000003-0000-0ff1-ce00-000000000000';

test('a wider permission covers a narrower one', () => {
  const has = { requested: ['Files.ReadWrite.All'], granted: ['Files.ReadWrite.All'] };
  expect(missingOf(['Files.Read.All'], has)).toEqual([]);
  expect(missingOf(['Files.Read.All', 'Sites.Read.All'], has)).toEqual(['Sites.Read.All']);
});

test('what was asked of Graph and not granted is missing', () => {
  expect(missingOf(['Mail.Read'], { requested: ['Mail.Read'], granted: ['User.Read'] })).toEqual(['Mail.Read']);
});

test('what another API was asked came with the consent', () => {
  const asked = ['Files.Read.All', `${sharePoint}/AllSites.Read`];
  const granted = ['Files.Read.All'];
  expect(missingOf(asked, { requested: asked, granted })).toEqual([]);
  expect(missingOf(asked, { requested: ['Files.Read.All'], granted })).toEqual(['AllSites.Read']);
});

test('counts the connections of the groups that lack something', () => {
  const groups = [
    { requested: ['User.Read'], granted: ['User.Read'], count: 3 },
    { requested: ['Mail.Read'], granted: ['Mail.Read', 'User.Read'], count: 4 },
  ];
  expect(countLacking(['Mail.Read'], groups)).toBe(3);
  expect(countLacking([], groups)).toBe(0);
});
