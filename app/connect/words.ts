import { createTranslator } from 'use-intl/core';
import type { Language } from './language';
import { de } from './messages/de';
import { en } from './messages/en';
import { es } from './messages/es';
import { fr } from './messages/fr';
import { ja } from './messages/ja';
import type { Translation } from './messages/translation';

export const translations: Readonly<Record<Language, Translation>> = { en, de, fr, es, ja };

// The arguments of a message are typed by the English messages. A test ensures that the translations have the same
// ones.
function messagesIn(language: Language): typeof en;
function messagesIn(language: Language): Translation {
  return translations[language];
}

/** All texts of the connect pages in one language. See `messages/en.ts` for the keys. */
export function wordsIn(language: Language) {
  return createTranslator({ locale: language, messages: messagesIn(language) });
}
export type Words = ReturnType<typeof wordsIn>;

const dateFormats: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de', fr: 'fr', es: 'es', ja: 'ja' };

/**
 * A time for people, formatted on the server (in UTC, because the reader's time zone is unknown) so that it is readable
 * without JavaScript.
 */
export function timeIn(language: Language, at: Date, timeStyle: 'short' | 'medium' = 'short'): string {
  const format = { dateStyle: 'long', timeStyle, timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(dateFormats[language], format).format(at)} UTC`;
}
