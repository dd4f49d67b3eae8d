import { expect, test } from 'vitest';
import { describeStepUp } from './token-cards.ts';

const policy = JSON.stringify({ access_token: { polids: { essential: true, values: ['p'] } } });
const context = JSON.stringify({ id_token: { acrs: { essential: true, value: 'c3' } } });

test.each([
  [policy, { aadsts: 50076 }, 'multi-factor authentication (MFA)'],
  [policy, { aadsts: 50079 }, 'multi-factor authentication (MFA)'],
  [policy, { aadsts: 53003 }, 'access policy (Conditional Access)'],
  [policy, null, 'access policy (Conditional Access)'],
  [context, { aadsts: 50076 }, 'authentication context c3'],
  ['not JSON', { aadsts: 53003 }, 'access policy'],
])('%s with %j', (claims, reason, words) => expect(describeStepUp(claims, reason)).toContain(words));

test('nothing is said where nothing is kept', () => expect(describeStepUp(null, { aadsts: 50076 })).toBeUndefined());
