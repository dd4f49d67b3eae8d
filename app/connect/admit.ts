import type { NextRequest } from 'next/server';
import { networkOf, readClientAddress } from '#lib/client-address';
import { browserCookieName, hashBrowser, newBrowser } from '#lib/connections/connect/browser';
import { findLinkByToken, findResult, markOpened } from '#lib/links/open-link';
import { log } from '#lib/log';
import { consume } from '#lib/rate-limit';
import { isProbe } from '#lib/speculative';
import type { Language } from './language';
import { languageOf, type Notice, notice } from './notice';

/** What becomes of a request for a connect page before the page is rendered. */
type Admission =
  | { kind: 'page'; page: 'link' | 'result' | 'start'; language: Language; newBrowser: string | undefined }
  | { kind: 'answer'; response: Response };

const path = /^\/connect\/(?<token>[^/]+)(?:\/(?<page>result|start))?\/?$/;

/** Whether a person opens the page in a browser; scanners of e-mail do not send this header. */
function isOpenedByPerson(request: NextRequest): boolean {
  return !isProbe(request) && request.method === 'GET' && request.headers.get('sec-fetch-mode') === 'navigate';
}

type Place = { token: string; page: string | undefined };

/** The link or the result that is asked for; undefined when this browser may see neither. */
async function findPlace(
  request: NextRequest,
  { token, page }: Place,
): Promise<{ language: string | null } | undefined> {
  const browser = request.cookies.get(browserCookieName())?.value;
  const result = page === 'result' && (await findResult(token, browser ? hashBrowser(browser) : undefined));
  if (result) return result;
  const address = readClientAddress(request.headers);
  const opener = isProbe(request) ? 'probe' : 'person';
  const link = await findLinkByToken(token, { address, opener });
  if ('closed' in link) {
    // Guessing counts in every way; a known link that is over does only when somebody opens it.
    if (opener === 'person' || link.closed === 'unknown') await consume('connect', networkOf(address));
    return undefined;
  }
  if (page === undefined && isOpenedByPerson(request)) await markOpened(link.id);
  return link;
}

/** What Microsoft told an admin who came back without an attempt, by the address that the callback sent them to. */
function reportedNotice(token: string): Notice | undefined {
  if (token === 'reported-approved') return { kind: 'reportedApproved', status: 200 };
  const code = /^reported-refused(?:-(?<code>\d{1,10}))?$/.exec(token)?.groups;
  return code && { kind: 'reportedRefused', status: 200, aadsts: code.code ? Number(code.code) : undefined };
}

function noticeOf(error: unknown): Notice {
  if (error instanceof Error && 'retryAfterSeconds' in error && typeof error.retryAfterSeconds === 'number')
    return { kind: 'limited', status: 429, seconds: error.retryAfterSeconds };
  log().error({ error }, 'a connect page could not be served');
  return { kind: 'unavailable', status: 503, seconds: 60 };
}

/**
 * Looks a connect link up before its page is rendered, since a page cannot set a status; picks the language, and gives
 * every browser its cookie. A GET or HEAD changes nothing but the note that a person opened the link.
 */
export async function admit(request: NextRequest, nonce: string): Promise<Admission> {
  const { token = '', page } = path.exec(request.nextUrl.pathname)?.groups ?? {};
  const refuse = async (given: Notice) => ({ kind: 'answer', response: await notice(request, given, nonce) }) as const;
  // Where the way back from Microsoft ends when it belongs to no sign-in of this browser.
  if (token === 'start-again') return refuse({ kind: 'startAgain', status: 400 });
  const reported = reportedNotice(token);
  if (reported) return refuse(reported);
  // The route handler of the POST asks all of this itself.
  if (page === 'start') return { kind: 'page', page, language: languageOf(request), newBrowser: undefined };
  try {
    const place = await findPlace(request, { token, page });
    if (!place) return await refuse({ kind: 'closed', status: 410 });
    const needsBrowser = request.method === 'GET' && !request.cookies.has(browserCookieName());
    return {
      kind: 'page',
      page: page === 'result' ? page : 'link',
      language: languageOf(request, place.language),
      newBrowser: needsBrowser ? newBrowser() : undefined,
    };
  } catch (error) {
    return refuse(noticeOf(error));
  }
}
