import type { NextRequest } from 'next/server';
import { networkOf, readClientAddress } from '#lib/client-address';
import { browserCookieName, hashBrowser, newBrowser } from '#lib/connections/connect/browser';
import { isDatabaseUp } from '#lib/database-health';
import { openPass } from '#lib/embed/ticket';
import { findLinkByToken, findResult, markOpened } from '#lib/links/open-link';
import { consume } from '#lib/rate-limit';
import { noteRefusal } from '#lib/refusals/refusals';
import { isProbe } from '#lib/speculative';
import type { Language } from './language';
import { failureNotice, languageOf, type Notice, notice, unavailable } from './notice';

/** How to answer a request for a connect page. */
type Admission =
  | { kind: 'page'; language: Language; newBrowser: string | undefined }
  | { kind: 'answer'; response: Response };

const path = /^\/connect\/(?<token>[^/]+)(?:\/(?<page>result))?\/?$/;

/** Whether a person opens the page in a browser. E-mail scanners do not send this header. */
function isOpenedByPerson(request: NextRequest): boolean {
  return !isProbe(request) && request.method === 'GET' && request.headers.get('sec-fetch-mode') === 'navigate';
}

type Place = { token: string; page: string | undefined };

type Refused = { isGuess: boolean; opener: 'probe' | 'person'; address: string };

/**
 * Unknown tokens always count against the limit, because they may be guesses. A known link that has ended counts only
 * when a person opens it.
 */
async function countRefused({ isGuess, opener, address }: Refused): Promise<void> {
  if (isGuess && opener === 'person') noteRefusal({ action: 'connect-link.refused', way: 'link', address });
  if (isGuess || opener === 'person') await consume('connect', networkOf(address));
}

/** The requested link or result; undefined if this browser may see neither. */
async function findPlace(
  request: NextRequest,
  { token, page }: Place,
): Promise<{ language: string | null } | undefined> {
  const browser = request.cookies.get(browserCookieName())?.value;
  const result = page === 'result' && (await findResult({ token }, browser ? hashBrowser(browser) : undefined));
  if (result) return result;
  const address = readClientAddress(request.headers);
  const opener = isProbe(request) ? 'probe' : 'person';
  const link = await findLinkByToken(token, { address, opener });
  if ('closed' in link) {
    await countRefused({ isGuess: link.closed === 'unknown', opener, address });
    return undefined;
  }
  if (page === undefined && isOpenedByPerson(request)) await markOpened(link.id);
  return link;
}

/**
 * What Microsoft reported about an admin who returned without an attempt of ours, taken from the URL that the callback
 * redirected to.
 */
function reportedNotice(token: string): Notice | undefined {
  if (token === 'reported-approved') return { kind: 'reportedApproved', status: 200 };
  const code = /^reported-refused(?:-(?<code>\d{1,10}))?$/.exec(token)?.groups;
  return code && { kind: 'reportedRefused', status: 200, aadsts: code.code ? Number(code.code) : undefined };
}

/**
 * Checks who may see a page of a connect link before it is made, chooses its language, and gives every browser its
 * cookie. A GET or HEAD changes nothing except recording that a person opened the link.
 */
export async function admit(request: NextRequest): Promise<Admission> {
  const { token = '', page } = path.exec(request.nextUrl.pathname)?.groups ?? {};
  const refuse = async (given: Notice) => ({ kind: 'answer', response: await notice(request, given) }) as const;
  if (!(await isDatabaseUp())) return refuse(unavailable);
  // Somebody returned from Microsoft, but not from a sign-in of this browser.
  if (token === 'start-again') return refuse({ kind: 'startAgain', status: 400 });
  const reported = reportedNotice(token);
  if (reported) return refuse(reported);
  try {
    const place = await findPlace(request, { token, page });
    const returnUrl = openPass(token, request.nextUrl.searchParams.get('pass'))?.returnUrl;
    if (!place) return await refuse({ kind: 'closed', status: 410, returnUrl });
    const needsBrowser = request.method === 'GET' && !request.cookies.has(browserCookieName());
    const language = languageOf(request, place.language);
    return { kind: 'page', language, newBrowser: needsBrowser ? newBrowser() : undefined };
  } catch (error) {
    return refuse(failureNotice(error));
  }
}
