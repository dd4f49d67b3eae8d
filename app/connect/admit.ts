import type { NextRequest } from 'next/server';
import { networkOf, readClientAddress } from '#lib/client-address';
import { browserCookieName, hashBrowser, newBrowser } from '#lib/connections/connect/browser';
import { findLinkByToken, findResult, markOpened } from '#lib/links/open-link';
import { log } from '#lib/log';
import { consume } from '#lib/rate-limit';
import type { Language } from './language';
import { languageOf, type Notice, notice } from './notice';

/** What becomes of a request for a connect page before the page is rendered. */
export type Admission =
  | { kind: 'page'; page: 'link' | 'result' | 'start'; language: Language; newBrowser: string | undefined }
  | { kind: 'answer'; response: Response };

const path = /^\/connect\/(?<token>[^/]+)(?:\/(?<page>result|start))?\/?$/;

function isOpenedByPerson(request: NextRequest): boolean {
  const isPrefetch = (request.headers.get('sec-purpose') ?? '').includes('prefetch');
  return request.method === 'GET' && !isPrefetch && request.headers.get('sec-fetch-mode') === 'navigate';
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
  const link = await findLinkByToken(token, { address });
  if ('closed' in link) {
    await consume('connect', networkOf(address));
    return undefined;
  }
  if (page === undefined && isOpenedByPerson(request)) await markOpened(link.id);
  return link;
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
