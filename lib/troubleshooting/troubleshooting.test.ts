import { expect, test } from 'vitest';
import { findAadsts } from '#lib/microsoft/aadsts';
import { codesByFixer, explainCode, failureHelp, findCodes, readCode } from './explain.ts';
import { findExplained, findSilentPage, listSilentPages } from './pages.ts';
import { digitsOfCode } from './schema.ts';

test.each([50011, 500113, 700016, 90002, 50105, 53003, 90094, 90095, 50020, 50053, 50057, 900971, 900941])(
  '%i has what the person sees, why, and who does what',
  (code) => {
    expect(findSilentPage(code)?.shows).toMatch(/^(A|The|Some) .+\.$/);
    const page = listSilentPages('global').find(({ codes }) => codes.includes(code));
    expect(page?.explanation).toMatchObject({ meaning: expect.any(String), operator: expect.any(String) });
  },
);

test('what stays at Microsoft is marked so in the data, and listed once', () => {
  const listed = listSilentPages('global').flatMap(({ codes }) => codes);
  expect(new Set(listed).size).toBe(listed.length);
  for (const code of listed) expect(findAadsts(code)?.page, String(code)).toBe(true);
});

test.each([
  [50011, ['redirect-uri', 'client-id']],
  [700016, ['client-id', 'tenant', 'cloud']],
  [90002, ['tenant', 'cloud']],
  [50020, ['tenant', 'account-types']],
])('%i: the values to compare', (code, compare) => {
  expect(findSilentPage(code)?.compare).toEqual(compare);
});

test('every code is explained, under the lookup page of the cloud', () => {
  const codes = codesByFixer().flatMap(({ entries }) => entries.map(({ code }) => code));
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThan(120);
  for (const code of codes) expect(explainCode(code, 'china')?.lookup).toContain('partner.microsoftonline.cn');
  expect(explainCode(123_456, 'global')).toBeUndefined();
});

test.each([
  ['AADSTS50173', 'user', 50173],
  ['AADSTS7000222', 'operator', 7000222],
  ['AADSTS50105', 'admin', 50105],
  ['AADSTS987654', 'operator', 987654],
  ['invalid_grant', 'user', undefined],
  ['temporarily_unavailable', 'app', undefined],
  ['unreachable', undefined, undefined],
  ['http_502', undefined, undefined],
  ['', undefined, undefined],
  [undefined, undefined, undefined],
])('of a failure kept as %s it is the turn of %s', (kept, who, code) => {
  const help = failureHelp(kept, 'us-gov');
  expect([help.who, help.code]).toEqual([who, code]);
  if (code) expect(help.lookup).toBe(`https://login.microsoftonline.us/error?code=${code}`);
});

test('a code may be typed with or without its prefix', () => {
  expect(['AADSTS50105', '50105', ' aadsts 50105 ', 'x50105'].map(readCode)).toEqual([50105, 50105, 50105, undefined]);
});

test.each([
  ['AADSTS50105', 50105],
  [' aadsts50105 ', 50105],
  ['AADSTS 9002313', 9002313],
  ['16000', 16000],
  ['invalid_grant', undefined],
  ['AADSTS', undefined],
  ['50105; drop', undefined],
  ['', undefined],
])('%j reads as %s', (typed, code) => {
  expect(readCode(typed)).toBe(code);
});

test('codes are found by their beginning, their name and words of their explanation', () => {
  const numbers = (text: string) => findCodes(text).map(({ code }) => code);
  expect(numbers('AADSTS5010')).toContain(50105);
  expect(numbers('50105')).toEqual([50105]);
  expect(numbers('assigned')).toContain(50105);
  expect(numbers('no such words here')).toEqual([]);
  expect(numbers('a b')).toEqual([]);
});

test('what the person sees leads to the code, before codes that only use the words', () => {
  expect(findExplained('cannot get there from here')[0]?.code).toBe(53003);
  expect(findExplained('50105').map(({ code }) => code)).toEqual([50105]);
  expect(findExplained('')).toEqual([]);
});

test.each([
  ['Error AADSTS7000222: The provided client secret keys for app are expired. Trace ID: 1234', '7000222'],
  ['invalid_grant: AADSTS70008: The code is expired. AADSTS50173 follows.', '70008'],
  ['Sorry, but we are having trouble. Error code: 50105', '50105'],
  ['https://login.microsoftonline.com/error?code=50105', '50105'],
  ['aadsts 16000', '16000'],
  ['5010', '5010'],
  ['Correlation ID: 12345678-1234-1234-1234-123456789012', undefined],
  ['http://localhost:54321/connect', undefined],
  ['mira12345@contoso.com', undefined],
  ['cannot get there from here', undefined],
])('in %j the code is %s', (pasted, code) => {
  expect(digitsOfCode(pasted)).toBe(code);
});
