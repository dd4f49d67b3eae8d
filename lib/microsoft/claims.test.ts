import { describe, expect, test } from 'vitest';
import { claimsParameter, isClaims, readClaimsChallenge } from './claims.ts';

const nbf = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}';
const padded = '{"access_token":{"a":{"essential":true,"value":"??>~ÿ"}}}';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');
const graphs = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000", error="insufficient_claims", claims="${base64(nbf)}"`;

describe('readClaimsChallenge', () => {
  test.each([
    ['as Graph sends it', graphs, nbf],
    ['padded base64, whose = ends no value', `Bearer error="insufficient_claims", claims="${base64(padded)}"`, padded],
    ['base64url', `Bearer error="insufficient_claims", claims="${base64url(padded)}"`, padded],
    ['unquoted, without blanks', `Bearer realm="",error=insufficient_claims,claims=${base64url(nbf)}`, nbf],
    ['beside another scheme', `PoP nonce="x", Bearer claims="${base64(nbf)}", error="insufficient_claims"`, nbf],
    [
      'quotes and a comma in another value',
      `Bearer realm="a \\"b\\", c", ${graphs.slice('Bearer realm="", '.length)}`,
      nbf,
    ],
  ])('%s', (_, header, claims) => expect(readClaimsChallenge(header)).toBe(claims));

  test('in one of several headers', () => expect(readClaimsChallenge(['NTLM', graphs])).toBe(nbf));

  test.each([
    ['no header', undefined],
    ['an expired token', 'Bearer realm="", error="invalid_token", error_description="The token is expired."'],
    ['claims of another error', `Bearer error="invalid_token", claims="${base64(nbf)}"`],
    ['the error of another challenge', `Bearer error="insufficient_claims", PoP claims="${base64(nbf)}"`],
    ['claims that are no JSON', `Bearer error="insufficient_claims", claims="${base64('nonsense')}"`],
    ['claims that are a list', `Bearer error="insufficient_claims", claims="${base64('[]')}"`],
    ['no claims', 'Bearer error="insufficient_claims"'],
    [
      'claims that fit no address',
      `Bearer error="insufficient_claims", claims="${base64(`{"a":"${'x'.repeat(6_000)}"}`)}"`,
    ],
  ])('%s is none', (_, header) => expect(readClaimsChallenge(header)).toBeUndefined());
});

test('a token request declares CP1, beside what was demanded', () => {
  const declared = { values: ['CP1'] };
  expect(JSON.parse(claimsParameter(undefined))).toEqual({ access_token: { xms_cc: declared } });
  const { access_token } = JSON.parse(nbf);
  const idToken = { acrs: { essential: true, value: 'c1' } };
  const demanded = JSON.stringify({ access_token, id_token: idToken });
  expect(JSON.parse(claimsParameter(demanded))).toEqual({
    access_token: { ...access_token, xms_cc: declared },
    id_token: idToken,
  });
});

test('only an object of some thousand characters is claims', () => {
  expect(['{}', nbf].every(isClaims)).toBe(true);
  expect([undefined, '', 'x', '1', `"${'x'.repeat(6_000)}"`].some(isClaims)).toBe(false);
});
