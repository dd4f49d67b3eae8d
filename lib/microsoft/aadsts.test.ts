import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookupUrl } from '#lib/clouds';
import { AADSTS, explain, findAadsts, mainCode } from '#lib/microsoft/aadsts';

test('no code is explained twice', () => {
  expect(new Set(AADSTS.map(({ code }) => code)).size).toBe(AADSTS.length);
});

test.each(AADSTS)('$code has calm, whole sentences for everybody', (entry) => {
  for (const sentence of [entry.meaning, entry.operator, entry.endUser, entry.admin]) {
    expect(sentence).toMatch(/^[A-Z][^!]+\.$/);
    expect(sentence.length).toBeLessThan(260);
  }
});

test('what passes by itself closes nothing', () => {
  const transient = AADSTS.filter((entry) => entry.transient);
  expect(transient.map(({ code }) => code)).toEqual(expect.arrayContaining([50196, 70012, 90033, 90055]));
  for (const { closes } of transient) expect(closes).toBe('nothing');
});

test.each([50011, 500113, 900971, 700016, 90002, 50105, 53003, 50053, 50057, 90094, 90095])(
  '%i stays on a page of Microsoft',
  (code) => {
    expect(findAadsts(code)?.page).toBe(true);
  },
);

test.each([
  ['global', 'https://login.microsoftonline.com/error?code=50105'],
  ['us-gov', 'https://login.microsoftonline.us/error?code=50105'],
  ['us-gov-dod', 'https://login.microsoftonline.us/error?code=50105'],
  ['china', 'https://login.partner.microsoftonline.cn/error?code=50105'],
  ['sandbox-china', 'https://login.partner.microsoftonline.cn/error?code=50105'],
] as const)("codes are looked up at %s's own page", (cloud, url) => {
  expect(lookupUrl(50105, cloud)).toBe(url);
  expect(explain(50105, undefined, { cloud }).link).toBe(url);
});

test.each([
  [[70002, 70008], 70008],
  [[70008, 70002], 70008],
  [[70001, 650052], 650052],
  [[70002], 70002],
  [[50173], 50173],
  [[70002, 987654], 987654],
  [[], undefined],
])('joined codes %j mean %s', (codes, main) => {
  expect(mainCode(codes)).toBe(main);
});

describe('explain', () => {
  test('a known code wins over the OAuth error and links to Microsoft', () => {
    const explanation = explain(65001, 'invalid_grant');
    expect(explanation).toMatchObject({
      code: 65001,
      who: 'user',
      link: 'https://login.microsoftonline.com/error?code=65001',
    });
    expect(explanation.meaning).toBe(findAadsts(65001)?.meaning);
  });

  test.each([
    ['access_denied', 'user', false],
    ['consent_required', 'user', false],
    ['interaction_required', 'user', false],
    ['invalid_grant', 'user', false],
    ['invalid_client', 'operator', false],
    ['invalid_scope', 'operator', false],
    ['temporarily_unavailable', 'app', true],
    ['server_error', 'app', true],
    ['made_up', 'operator', false],
  ])('without a known code %s decides', (oauthError, who, transient) => {
    expect(explain(undefined, oauthError)).toMatchObject({ who, transient, closes: 'nothing' });
    expect(explain(123_456, oauthError)).toMatchObject({ who, transient, code: 123_456 });
  });

  test.each([
    ['invalid_grant', 'consent_required', 'consent'],
    ['interaction_required', 'basic_action', 'further step'],
    ['interaction_required', 'message_only', 'policy of the tenant blocks'],
    ['invalid_grant', 'bad_token', 'no longer accepts'],
    ['invalid_grant', 'made_up', 'no longer accepts'],
  ])('with an unknown code, %s is told apart by %s', (oauthError, suberror, words) => {
    expect(explain(123_456, oauthError, { suberror }).meaning).toContain(words);
    expect(explain(65001, oauthError, { suberror }).meaning).toBe(findAadsts(65001)?.meaning);
  });

  test('without a code there is neither code nor link', () => {
    expect(explain(undefined)).not.toHaveProperty('link');
    expect(explain(undefined)).not.toHaveProperty('code');
  });

  test('whatever comes, there is something to say', () => {
    fc.assert(
      fc.property(
        fc.option(fc.nat(), { nil: undefined }),
        fc.option(fc.string(), { nil: undefined }),
        (code, error) => {
          expect(explain(code, error).meaning).not.toBe('');
        },
      ),
    );
  });
});
