import { type NextRequest, NextResponse } from 'next/server';
import { browserCookieName, browserCookieOptions } from '#lib/connections/connect/browser';
import { admit } from './admit';
import { languageCookieName, languageCookieOptions, readLanguage } from './language';
import { type Look, readLook } from './look';
import { failureNotice, notice } from './notice';

/** Who asks for a page of a link. */
export type Reader = { request: NextRequest; look: Look; browser: string };

async function answer(request: NextRequest, page: (reader: Reader) => Promise<Response>): Promise<NextResponse> {
  const admission = await admit(request);
  if (admission.kind === 'answer') return new NextResponse(admission.response.body, admission.response);
  const { language, newBrowser } = admission;
  const browser = newBrowser ?? request.cookies.get(browserCookieName())?.value ?? '';
  const made = await page({ request, look: await readLook(request, language), browser });
  const response = new NextResponse(made.body, made);
  if (newBrowser) response.cookies.set(browserCookieName(), newBrowser, browserCookieOptions());
  return response;
}

/**
 * Answers with a page of a connect link and the cookie that binds a sign-in to its browser, or with the reason why
 * there is no page. Remembers the language if one was chosen on the page.
 */
export async function servePage(
  request: NextRequest,
  page: (reader: Reader) => Promise<Response>,
): Promise<NextResponse> {
  const response = await answer(request, page).catch(async (error) => {
    const failed = await notice(request, failureNotice(error));
    return new NextResponse(failed.body, failed);
  });
  const chosen = readLanguage(request.nextUrl.searchParams.get('lang'));
  if (chosen) response.cookies.set(languageCookieName, chosen, languageCookieOptions);
  return response;
}
