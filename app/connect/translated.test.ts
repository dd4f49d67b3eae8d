import { expect, test } from 'vitest';
import { errorTexts, outcomeText } from './translated.ts';
import { wordsIn } from './words.ts';

const t = wordsIn('de');
const branding = { name: null, accent: null, contact: null, privacyUrl: null, termsUrl: null, logo: null };
const look = { language: 'de' as const, t, branding };
const declined = { code: 'admin_declined', message: '', operatorMessage: '', at: '' } as const;

test('an admin who declines reads of themselves, not of a user', () => {
  expect(outcomeText(look, { ...declined, aadsts: 65004 })).toBe(t('result.admin_declined.text'));
  expect(outcomeText(look, declined)).toBe(t('result.admin_declined.text'));
});

test('an admin with an account of another tenant is told to take the right one', () => {
  expect(outcomeText(look, { ...declined, aadsts: 50020 })).toBe(errorTexts.de.byCode.get(50020));
});
