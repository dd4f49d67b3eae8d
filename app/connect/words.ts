import { createTranslator } from 'use-intl/core';
import type { Language } from './language';
import { de } from './messages/de';
import { en } from './messages/en';
import { es } from './messages/es';
import { fr } from './messages/fr';
import { ja } from './messages/ja';
import type { Translation } from './messages/translation';

export const translations: Readonly<Record<Language, Translation>> = { en, de, fr, es, ja };

// The arguments that a message takes are read from the English ones; a test proves that the others take the same.
function messagesIn(language: Language): typeof en;
function messagesIn(language: Language): Translation {
  return translations[language];
}

/** Everything an end user reads on the connect pages, in one language; see `messages/en.ts` for the keys. */
export function wordsIn(language: Language) {
  return createTranslator({ locale: language, messages: messagesIn(language) });
}
export type Words = ReturnType<typeof wordsIn>;

const dateFormats: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de', fr: 'fr', es: 'es', ja: 'ja' };

/** A time as people write it, on the server: it has to read without JavaScript, and nobody's time zone is known. */
export function timeIn(language: Language, at: Date, timeStyle: 'short' | 'medium' = 'short'): string {
  const format = { dateStyle: 'long', timeStyle, timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(dateFormats[language], format).format(at)} UTC`;
}
