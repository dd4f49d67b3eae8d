import { expect, test } from 'vitest';
import { outcomeSchema } from '#lib/links/schema';
import { idTokenOutcome, keysUnavailableOutcome, listIdTokenReasons } from './id-token-outcome.ts';

const reasons = new Map(listIdTokenReasons().map((one) => [one.reason, one]));

test('every reason for refusing an ID token is listed, with the fix and for whom it is', () => {
  const faults = outcomeSchema.shape.idTokenFault.unwrap().options;
  expect([...reasons.keys()].toSorted()).toEqual([...faults, 'clock_off', 'keys_unavailable'].toSorted());
  for (const { meaning, told, who, fix } of reasons.values()) {
    for (const sentence of [meaning, told, fix]) expect(sentence).toMatch(/^[A-Z].+\.$/);
    expect(['operator', 'admin', 'user', 'app']).toContain(who);
  }
});

test('a link says the same as the list', () => {
  const { operatorMessage, fix, message } = idTokenOutcome({ fault: 'audience', minutesAhead: undefined });
  expect(reasons.get('audience')).toEqual({
    reason: 'audience',
    who: 'operator',
    meaning: operatorMessage,
    told: message,
    fix,
  });
  expect(reasons.get('keys_unavailable')?.fix).toBe(keysUnavailableOutcome().fix);
  expect(reasons.get('clock_off')?.fix).toBe(idTokenOutcome({ fault: 'clock', minutesAhead: -10 }).fix);
});
