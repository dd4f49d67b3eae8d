import { expect, test } from 'vitest';
import { classify, readRedirectRefusal, readRefusal, readRetryAfter } from './errors.ts';

test.each([
  ['revoked', { oauthError: 'invalid_grant', aadsts: 50173 }, 'grant'],
  ['inactive', { oauthError: 'invalid_grant', aadsts: 700082 }, 'grant'],
  ['single-page app', { oauthError: 'invalid_grant', aadsts: 700084 }, 'grant'],
  ['sign-in frequency', { oauthError: 'invalid_grant', aadsts: 70043 }, 'grant'],
  ['disabled', { oauthError: 'invalid_grant', aadsts: 50057 }, 'grant'],
  ['deleted', { oauthError: 'invalid_grant', aadsts: 50034 }, 'grant'],
  ['expired', { oauthError: 'invalid_grant', aadsts: 70008 }, 'grant'],
  ['session', { oauthError: 'invalid_grant', aadsts: 50133 }, 'grant'],
  ['consent', { oauthError: 'invalid_grant', aadsts: 65001, suberror: 'consent_required' }, 'resource'],
  ['policy', { oauthError: 'interaction_required', aadsts: 53003 }, 'resource'],
  ['unknown grant error', { oauthError: 'invalid_grant' }, 'resource'],
  ['secret', { oauthError: 'invalid_client', aadsts: 7000215, status: 401 }, 'integration'],
  ['secret ended', { oauthError: 'invalid_client', aadsts: 7000222 }, 'integration'],
  ['no secret', { oauthError: 'invalid_client', aadsts: 7000218 }, 'integration'],
  ['public client', { oauthError: 'invalid_client', aadsts: 700025 }, 'integration'],
  ['assertion', { oauthError: 'invalid_client', aadsts: 700027 }, 'integration'],
  ['app not in tenant', { oauthError: 'unauthorized_client', aadsts: 700016 }, 'tenant'],
  ['app disabled', { oauthError: 'unauthorized_client', aadsts: 7000112 }, 'tenant'],
  ['app, without a code', { oauthError: 'unauthorized_client' }, 'integration'],
  ['loop', { oauthError: 'invalid_grant', aadsts: 50196 }, 'passing'],
  ['throttled, whatever the body says', { oauthError: 'invalid_grant', status: 429 }, 'passing'],
  ['server', { oauthError: 'invalid_client', status: 503 }, 'passing'],
  ['network', { oauthError: 'unreachable' }, 'passing'],
  ['scope', { oauthError: 'invalid_scope', aadsts: 70011 }, 'configuration'],
] as const)('%s', (_name, facts, closes) => {
  expect(classify(facts)).toBe(closes);
});

test('a token response without a token is passing, whatever its status', () => {
  for (const body of [{}, undefined, { access_token: '' }])
    expect(readRefusal({ status: 200, headers: {}, body }).closes).toBe('passing');
});

test('a refusal keeps codes, trace and correlation id', () => {
  const body = {
    error: 'invalid_grant',
    error_description: 'AADSTS50173: …',
    error_codes: [50173],
    trace_id: 't',
    correlation_id: 'c',
    suberror: 'bad_token',
    claims: '{}',
  };
  expect(readRefusal({ status: 400, headers: {}, body }).facts).toMatchObject({
    aadsts: 50173,
    traceId: 't',
    correlationId: 'c',
    suberror: 'bad_token',
    claims: '{}',
  });
});

test('Retry-After is a number or a date, and at most an hour', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(readRetryAfter('7', now)).toBe(7);
  expect(readRetryAfter('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30);
  expect(readRetryAfter('86400', now)).toBe(3600);
  expect(readRetryAfter('soon', now)).toBeUndefined();
});

test('the redirect carries the code in its description only', () => {
  const params = new URLSearchParams({
    error: 'access_denied',
    error_description: 'AADSTS65004: User declined.\r\nTrace ID: 0a1b2c3d-0000-4000-8000-000000000000\r\n',
  });
  expect(readRedirectRefusal(params)).toMatchObject({ aadsts: 65004, traceId: '0a1b2c3d-0000-4000-8000-000000000000' });
});
