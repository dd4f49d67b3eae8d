import { describe, expect, test } from 'vitest';
import { AADSTS, findAadsts } from '#lib/microsoft/aadsts';
import { classify } from '#lib/microsoft/errors';

// The codes Microsoft documents or was seen to answer at sign-in and for tokens, with what each closes: the grant
// itself, the resource asked, the integration's credential, the tenant's connections, nothing but a configuration to
// mend (`asked`), nothing at all (`none`), or it passes by itself. `page`: Microsoft keeps the browser.
type Row = [codes: number[], closes: string, who: string, mark?: 'page'];
const table: Row[] = [
  [[16000], 'resource', 'user'],
  [[50011, 500113], 'asked', 'operator', 'page'],
  [[900971], 'asked', 'app', 'page'],
  [[50020, 90072], 'resource', 'user', 'page'],
  [[50034], 'grant', 'user'],
  [[50053], 'resource', 'user', 'page'],
  [[50055, 50144], 'resource', 'user'],
  [[50057], 'grant', 'admin', 'page'],
  [[50058], 'resource', 'user'],
  [[50059, 50128], 'asked', 'operator'],
  [[50072, 50079, 50074, 50076, 50078], 'resource', 'user'],
  [[50089], 'none', 'user'],
  [[50097], 'resource', 'user'],
  [[50105], 'resource', 'admin', 'page'],
  [[50126], 'resource', 'user'],
  [[50132, 50133], 'grant', 'user'],
  [[50140, 50199, 9002341], 'resource', 'user'],
  [[50147, 501481, 501491], 'none', 'app'],
  [[50158, 500121], 'resource', 'user'],
  [[50173], 'grant', 'user'],
  [[50194], 'asked', 'operator'],
  [[50196], 'passes', 'app'],
  [[51004], 'resource', 'user'],
  [[50131, 53000, 53001, 53002, 530003, 530032, 530035], 'resource', 'admin', 'page'],
  [[53003], 'resource', 'admin', 'page'],
  [[53004, 53011], 'resource', 'admin', 'page'],
  [[54005], 'none', 'app'],
  [[65001], 'resource', 'user'],
  [[65004], 'none', 'user'],
  [[65005, 650053, 650054, 650056, 650057], 'asked', 'operator'],
  [[650052], 'asked', 'admin'],
  [[50001, 500011], 'asked', 'operator'],
  [[70000, 70007], 'resource', 'user'],
  [[70001, 700016, 7000229], 'tenant', 'operator', 'page'],
  [[700038], 'asked', 'operator', 'page'],
  [[70002, 7000215, 7000222, 7000218, 700025, 700027], 'integration', 'operator'],
  [[700024, 70021, 700211, 700212, 700213, 7002138, 700021, 50027, 90061], 'integration', 'operator'],
  [[7000112], 'tenant', 'admin'],
  [[700005], 'none', 'app'],
  [[70003, 70004, 70005, 700054], 'asked', 'app'],
  [[70008, 700081], 'grant', 'user'],
  [[700082], 'grant', 'user'],
  [[700084], 'grant', 'operator'],
  [[70011], 'asked', 'operator'],
  [[28000, 700022, 28002, 28003, 700023], 'asked', 'app'],
  [[70012], 'passes', 'app'],
  [[70043, 70044, 70046], 'grant', 'user'],
  [[90002, 900023], 'asked', 'operator', 'page'],
  [[90023, 90014, 900144, 901002, 165900, 135010], 'asked', 'app'],
  [[90010, 90124, 9001023, 9002331, 9002332], 'asked', 'operator'],
  [[9002313], 'none', 'app'],
  [[90015, 900561, 90056], 'asked', 'user'],
  [[90033, 90024, 90025, 90055], 'passes', 'app'],
  [[90038, 900382, 900432], 'asked', 'operator'],
  [[90093, 90094, 90095, 900941, 900981], 'resource', 'admin', 'page'],
  [[90099, 90130], 'resource', 'admin'],
  [[500021, 500208, 500212, 500213], 'resource', 'admin'],
  [[1000031], 'none', 'admin'],
];
const rows = table.flatMap(([codes, closes, who, mark]) => codes.map((code) => ({ code, closes, who, mark })));
const words = { asked: 'configuration', none: 'nothing', passes: 'nothing' };
const wordOf = (closes: string) => Object.entries(words).find(([word]) => word === closes)?.[1] ?? closes;

test.each(rows)('$code: $closes, for the $who', ({ code, closes, who, mark }) => {
  expect(findAadsts(code)).toMatchObject({
    closes: wordOf(closes),
    transient: closes === 'passes',
    who,
    page: mark === 'page',
  });
});

test('nothing is explained that is not in the table', () => {
  const listed = rows.map(({ code }) => code).toSorted((a, b) => a - b);
  expect(AADSTS.map(({ code }) => code).toSorted((a, b) => a - b)).toEqual(listed);
  expect(listed.length).toBeGreaterThan(120);
});

// As Microsoft sends them: OAuth error, code, and what it closes when the primary resource was asked.
const answers: [oauthError: string, aadsts: number, closes: string][] = [
  ['interaction_required', 16000, 'resource'],
  ['invalid_grant', 50020, 'resource'],
  ['invalid_grant', 50055, 'resource'],
  ['invalid_grant', 50057, 'grant'],
  ['login_required', 50058, 'resource'],
  ['interaction_required', 50072, 'resource'],
  ['interaction_required', 50076, 'resource'],
  ['interaction_required', 50079, 'resource'],
  ['invalid_grant', 50105, 'resource'],
  ['invalid_grant', 50133, 'grant'],
  ['invalid_grant', 501481, 'resource'],
  ['interaction_required', 50158, 'resource'],
  ['invalid_grant', 50173, 'grant'],
  ['invalid_request', 50194, 'configuration'],
  ['invalid_grant', 50196, 'passing'],
  ['interaction_required', 53000, 'resource'],
  ['interaction_required', 53003, 'resource'],
  ['invalid_grant', 54005, 'resource'],
  ['invalid_grant', 65001, 'resource'],
  ['invalid_client', 650057, 'configuration'],
  ['invalid_resource', 500011, 'configuration'],
  ['invalid_grant', 70000, 'resource'],
  ['invalid_grant', 70008, 'grant'],
  ['unauthorized_client', 700016, 'tenant'],
  ['invalid_client', 700016, 'tenant'],
  ['invalid_client', 7000215, 'integration'],
  ['invalid_client', 7000222, 'integration'],
  ['invalid_request', 7000218, 'integration'],
  ['unauthorized_client', 7000112, 'tenant'],
  ['invalid_client', 700024, 'integration'],
  ['invalid_client', 700213, 'integration'],
  ['invalid_grant', 700082, 'grant'],
  ['invalid_grant', 700084, 'grant'],
  ['invalid_scope', 70011, 'configuration'],
  ['invalid_request', 28000, 'configuration'],
  ['server_error', 70012, 'passing'],
  ['invalid_grant', 70043, 'grant'],
  ['invalid_request', 90002, 'configuration'],
  ['invalid_request', 9002313, 'configuration'],
  ['invalid_grant', 9002313, 'resource'],
  ['temporarily_unavailable', 90055, 'passing'],
  ['invalid_client', 900432, 'configuration'],
  ['invalid_grant', 90094, 'resource'],
];

describe('what a token answer closes', () => {
  test.each(answers)('%s %i: %s', (oauthError, aadsts, closes) => {
    expect(classify({ oauthError, aadsts })).toBe(closes);
    expect(classify({ oauthError, aadsts, status: 503 })).toBe('passing');
  });

  test.each([
    ['invalid_grant', 'resource'],
    ['interaction_required', 'resource'],
    ['login_required', 'resource'],
    ['consent_required', 'resource'],
    ['invalid_client', 'integration'],
    ['unauthorized_client', 'integration'],
    ['invalid_scope', 'configuration'],
    ['invalid_resource', 'configuration'],
    ['invalid_request', 'configuration'],
    ['unsupported_grant_type', 'configuration'],
    ['temporarily_unavailable', 'passing'],
    ['server_error', 'passing'],
  ])('an unknown code leaves it to %s: %s', (oauthError, closes) => {
    expect(classify({ oauthError, aadsts: 987_654 })).toBe(closes);
  });
});
