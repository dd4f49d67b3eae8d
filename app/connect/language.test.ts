import { describe, expect, test } from 'vitest';
import { matchLanguage, pickLanguage } from './language.ts';

describe('matchLanguage', () => {
  test.each([
    ['de', 'de'],
    ['de-CH', 'de'],
    ['de-CH, de;q=0.9, en;q=0.8', 'de'],
    ['pt-BR, pt;q=0.9', undefined],
    ['pt-BR, es;q=0.5, en;q=0.7', 'en'],
    ['en;q=0.2, ja;q=0.9', 'ja'],
    ['fr, es', 'fr'],
    ['fr;q=0, es;q=0.1', 'es'],
    ['FR-ca;Q=1.0', 'fr'],
    ['*', 'en'],
    ['en;q=0, *', 'de'],
    ['nl, *;q=0.1', 'en'],
    ['de;q=2, fr;q=0.1', 'fr'],
    ['', undefined],
    [';;;,,, ; q', undefined],
    [null, undefined],
  ])('%s', (header, expected) => {
    expect(matchLanguage(header)).toBe(expected);
  });
});

describe('pickLanguage', () => {
  const all = { chosen: 'ja', remembered: 'es', link: 'fr', acceptLanguage: 'de' };
  test.each([
    ['what the person chose on the page', all, 'ja'],
    ['a choice that was made before', { ...all, chosen: undefined }, 'es'],
    ['a choice that is no language of ours counts as none', { ...all, chosen: 'xx', remembered: '../de' }, 'fr'],
    ['the browser', { acceptLanguage: 'de-AT' }, 'de'],
    ['English when nothing fits', { acceptLanguage: 'pt' }, 'en'],
  ])('%s', (_, wishes, expected) => {
    expect(pickLanguage(wishes)).toBe(expected);
  });
});
