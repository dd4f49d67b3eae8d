import { headers } from 'next/headers';
import { cache } from 'react';
import { readBranding } from '#lib/branding/branding';
import type { Branding } from '#lib/branding/schema';
import { type Language, languageHeader, readLanguage } from './language';
import { type Words, wordsIn } from './words';

/** Language, texts and branding of a connect page. */
export type Look = {
  language: Language;
  t: Words;
  branding: Branding;
  /** What the page that opened this one hands on, sealed. */
  pass: string | null;
};

/** The look of the page being rendered, in the language that the proxy has chosen. */
export const readLook = cache(async (): Promise<Look> => {
  const sent = await headers();
  const language = readLanguage(sent.get(languageHeader)) ?? 'en';
  const pass = new URLSearchParams(sent.get('x-path')?.split('?')[1]).get('pass');
  return { language, t: wordsIn(language), branding: await readBranding(), pass };
});

/** Who asks, as the subject at the start of a sentence. */
export function whoAsks({ t, branding }: Look): string {
  return branding.name ?? t('service.asks');
}

/** Who asks, within a sentence. */
export function whoWithin({ t, branding }: Look): string {
  return branding.name ?? t('service.within');
}
