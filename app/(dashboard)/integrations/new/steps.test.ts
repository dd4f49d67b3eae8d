import { expect, test } from 'vitest';
import { secretDoubt } from '../form-values.ts';
import { missingBefore, standingErrors, stepsWithErrors } from './steps.ts';

const lacksBoth = { clientId: ['Paste the ID.'], clientSecret: ['Paste the value.'] };

test('what keeps a step from being left is named by its fields', () => {
  expect(missingBefore(2, lacksBoth)).toEqual(['client ID', 'client secret']);
  expect(missingBefore(1, lacksBoth)).toEqual([]);
  expect(missingBefore(3, { ...lacksBoth, uniqueKey: ['Taken.'] })).toEqual(['client ID', 'client secret', 'key']);
  expect(stepsWithErrors(lacksBoth)).toEqual([2]);
});

test('a message goes with its cause, and says what is wrong now', () => {
  const none = { problems: {}, changed: new Set<string>(), refused: {} };
  expect(standingErrors(lacksBoth, { ...none, problems: { clientId: ['One is missing.'] } })).toEqual({
    clientId: ['One is missing.'],
  });
  const refused = { uniqueKey: ['Taken.'] };
  expect(standingErrors(refused, { ...none, refused })).toEqual(refused);
  expect(standingErrors(refused, { ...none, refused, changed: new Set(['uniqueKey']) })).toEqual({});
});

test('a short secret is doubted, except in the sandbox', () => {
  const form = (clientSecret: string, cloud = 'global') => {
    const made = new FormData();
    for (const [name, value] of Object.entries({ clientSecret, cloud })) made.set(name, value);
    return made;
  };
  expect(secretDoubt(form('aBc8Q~short'))).toContain('about 40 characters; this has 11');
  expect(secretDoubt(form('aBc8Q~short', 'sandbox'))).toBeUndefined();
  expect(secretDoubt(form(`aBc8Q~${'x'.repeat(34)}`))).toBeUndefined();
  expect(secretDoubt(form(''))).toBeUndefined();
});
