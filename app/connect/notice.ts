import type { NextRequest } from 'next/server';
import { readBranding } from '#lib/branding/branding';
import { noBranding } from '#lib/branding/schema';
import { log } from '#lib/log';
import { languageCookieName, pickLanguage } from './language';
import { plainPage } from './plain-page';
import { wordsIn } from './words';

/** The language for a request; `link` is what its link asks for. */
export function languageOf(request: NextRequest, link?: string | null) {
  return pickLanguage({
    chosen: request.nextUrl.searchParams.get('lang'),
    remembered: request.cookies.get(languageCookieName)?.value,
    link,
    acceptLanguage: request.headers.get('accept-language'),
  });
}

async function brandingOrNone() {
  try {
    return await readBranding();
  } catch (error) {
    // The page says that something is wrong already; it can do so without a logo.
    log().warn({ error }, 'the branding could not be read');
    return noBranding;
  }
}

type Kind = 'closed' | 'startAgain' | 'refused' | 'failed' | 'unavailable' | 'limited';

export type Notice = {
  kind: Kind;
  status: number;
  /** A way on: to the page of the link. */
  back?: string;
  /** Until it may be asked again; for `limited`. */
  seconds?: number;
  /** Of the link, once it is known. */
  language?: string | null | undefined;
};

/** A page of its own status that says what is wrong, in the reader's language and with the branding. */
export async function notice(request: NextRequest, given: Notice, nonce: string | null): Promise<Response> {
  const { kind, status, back, seconds } = given;
  const language = languageOf(request, given.language);
  const t = wordsIn(language);
  const text = kind === 'limited' ? t('limited.text', { minutes: Math.ceil((seconds ?? 60) / 60) }) : t(`${kind}.text`);
  const link = back ? { href: back, label: t('openAgain') } : undefined;
  const look = { language, t, branding: await brandingOrNone(), nonce, canSwitch: request.method === 'GET' };
  const headers: Record<string, string> = seconds === undefined ? {} : { 'Retry-After': String(seconds) };
  return plainPage({ status, title: t(`${kind}.title`), text, link, headers }, look);
}
