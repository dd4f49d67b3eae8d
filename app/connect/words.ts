import { createTranslator } from 'use-intl/core';
import type { Language } from './language';
import { de } from './messages/de';
import { de as deEmbedded } from './messages/embedded/de';
import type { EmbeddedTexts } from './messages/embedded/define';
import { en as enEmbedded } from './messages/embedded/en';
import { es as esEmbedded } from './messages/embedded/es';
import { fr as frEmbedded } from './messages/embedded/fr';
import { ja as jaEmbedded } from './messages/embedded/ja';
import { en } from './messages/en';
import { es } from './messages/es';
import { fr } from './messages/fr';
import { ja } from './messages/ja';
import type { Translation } from './messages/translation';

export const translations: Readonly<Record<Language, Translation>> = { en, de, fr, es, ja };

export const embeddedTexts: Readonly<Record<Language, EmbeddedTexts>> = {
  en: enEmbedded,
  de: deEmbedded,
  fr: frEmbedded,
  es: esEmbedded,
  ja: jaEmbedded,
};

type Messages = { readonly [key: string]: string | Messages };

/** The messages with those of `other` in their place. */
function replaced(messages: Messages, other: Messages): Messages {
  const of = ([key, text]: [string, string | Messages]) => {
    const own = other[key];
    return [key, typeof text === 'object' && typeof own === 'object' ? replaced(text, own) : (own ?? text)];
  };
  return Object.fromEntries(Object.entries(messages).map(of));
}

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

function embeddedMessagesIn(language: Language): typeof en;
function embeddedMessagesIn(language: Language): Messages {
  return replaced(translations[language], embeddedTexts[language] as Messages);
}

/** The same for pages that a customer's page opened: there the person was sent no link. */
export function embeddedWordsIn(language: Language): Words {
  return createTranslator({ locale: language, messages: embeddedMessagesIn(language) });
}

const dateFormats: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de', fr: 'fr', es: 'es', ja: 'ja' };

/**
 * A time for people, formatted on the server (in UTC, because the reader's time zone is unknown) so that it is readable
 * without JavaScript.
 */
export function timeIn(language: Language, at: Date, timeStyle: 'short' | 'medium' = 'short'): string {
  const format = { dateStyle: 'long', timeStyle, timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(dateFormats[language], format).format(at)} UTC`;
}
