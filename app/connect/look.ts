import type { NextRequest } from 'next/server';
import { readBranding } from '#lib/branding/branding';
import type { Branding } from '#lib/branding/schema';
import type { Theme } from '#lib/branding/theme/schema';
import type { Language } from './language';
import { type Words, wordsIn } from './words';

/** Language, texts and branding of a page for end users. */
export type Look = {
  language: Language;
  t: Words;
  branding: Branding;
  /** The theme that the page around a frame asks for. Without one, the browser's setting counts. */
  theme: Theme | undefined;
  /** What the page that opened this one hands on, sealed. */
  pass: string | null;
  /** Whether the same address is available in other languages. */
  canSwitch: boolean;
  /** The nonce of the page's content security policy. */
  nonce: string;
};

/** The look of the answer to a request. */
export function lookOf(request: NextRequest, { language, branding }: Pick<Look, 'language' | 'branding'>): Look {
  const { searchParams } = request.nextUrl;
  const theme = searchParams.get('theme');
  return {
    language,
    t: wordsIn(language),
    branding,
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    pass: searchParams.get('pass'),
    canSwitch: request.method !== 'POST',
    nonce: request.headers.get('x-nonce') ?? '',
  };
}

/** The look of the answer to a request, with the branding of this installation. */
export async function readLook(request: NextRequest, language: Language): Promise<Look> {
  return lookOf(request, { language, branding: await readBranding() });
}

/** Who asks, as the subject at the start of a sentence. */
export function whoAsks({ t, branding }: Look): string {
  return branding.name ?? t('service.asks');
}

/** Who asks, within a sentence. */
export function whoWithin({ t, branding }: Look): string {
  return branding.name ?? t('service.within');
}
