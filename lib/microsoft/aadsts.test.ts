import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AADSTS, explain, findAadsts } from '#lib/microsoft/aadsts';

const codesOf = (closes: string) =>
  AADSTS.filter((entry) => entry.closes === closes)
    .map(({ code }) => code)
    .toSorted((a, b) => a - b);

test('no code is explained twice', () => {
  expect(new Set(AADSTS.map(({ code }) => code)).size).toBe(AADSTS.length);
});

test.each(AADSTS)('$code has calm, whole sentences for everybody', (entry) => {
  for (const sentence of [entry.meaning, entry.operator, entry.endUser, entry.admin]) {
    expect(sentence).toMatch(/^[A-Z][^!]+\.$/);
    expect(sentence.length).toBeLessThan(260);
  }
});

test('what a code closes by itself', () => {
  expect(codesOf('grant')).toEqual([50034, 50057, 50132, 50133, 50173, 70008, 70043, 700082, 700084]);
  expect(codesOf('integration')).toEqual([70002, 700025, 700027, 7000215, 7000218, 7000222]);
  expect(codesOf('tenant')).toEqual([70001, 700016, 7000112]);
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
