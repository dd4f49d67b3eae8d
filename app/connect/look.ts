import type { NextRequest } from 'next/server';
import { readBranding } from '#lib/branding/branding';
import type { Branding } from '#lib/branding/schema';
import type { Theme } from '#lib/branding/theme/schema';
import type { Language } from './language';
import { embeddedWordsIn, type Words, wordsIn } from './words';

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

type Given = Pick<Look, 'language' | 'branding'> & {
  /** Whether a customer's page opened it, where the request does not say so. */
  isEmbedded?: boolean | undefined;
};

/** The look of the answer to a request. */
export function lookOf(request: NextRequest, { language, branding, isEmbedded }: Given): Look {
  const { searchParams, pathname } = request.nextUrl;
  const words = isEmbedded || pathname.startsWith('/embed/') || searchParams.has('pass') ? embeddedWordsIn : wordsIn;
  const theme = searchParams.get('theme');
  return {
    language,
    t: words(language),
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

/** The look with the words for a page that a customer's page opened. */
export const embeddedLook = (look: Look): Look => ({ ...look, t: embeddedWordsIn(look.language) });

/** Who asks, as the subject at the start of a sentence. */
export function whoAsks({ t, branding }: Look): string {
  return branding.name ?? t('service.asks');
}

/** Who asks, within a sentence. */
export function whoWithin({ t, branding }: Look): string {
  return branding.name ?? t('service.within');
}
