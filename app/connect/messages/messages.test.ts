import { describe, expect, test } from 'vitest';
import { ROLES } from '#lib/catalogue/roles';
import { SCOPES } from '#lib/catalogue/scopes';
import { AADSTS } from '#lib/microsoft/aadsts';
import { fallbacks } from '#lib/microsoft/aadsts/fallbacks';
import { languages } from '../language.ts';
import { adminTexts, errorTexts, permissionTexts, roleTexts } from '../translated.ts';
import { embeddedTexts, embeddedWordsIn, translations, wordsIn } from '../words.ts';

const others = ['de', 'fr', 'es', 'ja'] as const;

type Tree = { readonly [key: string]: string | Tree };

/** Every message by its full key. */
function flatten(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** The arguments and tags of a message, including those inside the branches of a plural. */
const argumentsOf = (message: string) =>
  [...message.matchAll(/\{(\w+)(?:, plural)?|<(\w+)>/g)].map(([, argument, tag]) => argument ?? `<${tag}>`).toSorted();

const english = flatten(translations.en);
const known = new Set(english.keys());

describe.each(others)('%s', (language) => {
  const messages = flatten(translations[language]);

  test('has the messages that English has', () => {
    expect([...messages.keys()].toSorted()).toEqual([...known].toSorted());
  });

  test('takes the same arguments', () => {
    for (const [key, message] of messages)
      expect(argumentsOf(message), key).toEqual(argumentsOf(english.get(key) ?? ''));
  });

  test('leaves no message in English, but for names', () => {
    const same = [...messages].filter(([key, message]) => message === english.get(key) && /[a-z]{3}/i.test(message));
    const names = ['footer.contact', 'logo', 'result.code'];
    expect(same.map(([key]) => key).filter((key) => !names.includes(key))).toEqual([]);
  });

  test('says what every permission of the catalogue allows', () => {
    const { lines } = permissionTexts[language];
    const keys = SCOPES.map(({ resource, name }) => `${resource}/${name}`);
    expect(keys.filter((key) => !lines[key])).toEqual([]);
    expect(Object.keys(lines).filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('says what every application permission allows', () => {
    const keys = ROLES.map(({ resource, name }) => `${resource}/${name}`);
    expect(Object.keys(roleTexts[language]).toSorted()).toEqual(keys.toSorted());
  });

  test('says what every code of Microsoft’s means', () => {
    const { byCode, byError, unknown } = errorTexts[language];
    const codes = AADSTS.map(({ code }) => code);
    expect(codes.filter((code) => !byCode.get(code))).toEqual([]);
    expect(codes.filter((code) => !adminTexts[language].get(code))).toEqual([]);
    expect([...fallbacks.keys()].filter((error) => !byError.get(error))).toEqual([]);
    expect(unknown).not.toBe('');
  });
});

describe.each(languages)('%s in a customer’s page', (language) => {
  const texts = flatten(embeddedTexts[language] as Tree);
  const shown = flatten(translations[language]);

  test('replaces what English replaces, with the same arguments', () => {
    expect([...texts.keys()].toSorted()).toEqual([...flatten(embeddedTexts.en as Tree).keys()].toSorted());
    for (const [key, text] of texts) expect(argumentsOf(text), key).toEqual(argumentsOf(english.get(key) ?? ''));
  });

  test('says nothing of a link, except where there is one', () => {
    // For admins, who get links of their own, or for who came back from nowhere.
    const others = /^(admin|sites|askAdmin|copy|startAgain|reported|result\.(admin_|sites_|tenant_)|stuck\.approval)/;
    const all = new Map([...shown, ...texts]);
    const left = [...all].filter(([key, text]) => !others.test(key) && /\b(link|lien|enlace)s?\b|リンク/i.test(text));
    expect(left.map(([key]) => key)).toEqual([]);
  });

  test('keeps the rest', () => {
    expect(embeddedWordsIn(language)('connect.title')).toBe(wordsIn(language)('connect.title'));
    expect(embeddedWordsIn(language)('result.cancelled.text')).not.toBe(wordsIn(language)('result.cancelled.text'));
  });
});

test.each(languages)('%s counts', (language) => {
  const t = wordsIn(language);
  expect(t('limited.text', { minutes: 1 })).toMatch(/(?<!\d)1\s/);
  expect(t('limited.text', { minutes: 12 })).toContain('12');
  expect(t('limited.text', { minutes: 1 })).not.toContain('{');
});

test('the name of who asks has no space after it in Japanese, where none stands between words', () => {
  const { tiedTo: _, ...others } = translations.ja;
  const spaced = [...flatten(others)].filter(([, message]) => /\{who\} (?=[\u3040-\u30ff\u4e00-\u9fff])/.test(message));
  expect(spaced).toEqual([]);
});
