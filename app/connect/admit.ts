import type { NextRequest } from 'next/server';
import { readClientAddress } from '#lib/client-address';
import { browserCookieName, hashBrowser, newBrowser } from '#lib/connections/browser';
import { findLinkByToken, findResult, markOpened } from '#lib/links/open-link';
import { log } from '#lib/log';
import { consume, inMinutes } from '#lib/rate-limit';
import { plainPage } from './plain-page';
import { words } from './words';

/** What becomes of a request for a connect page before the page is rendered. */
export type Admission =
  | { kind: 'page'; page: 'link' | 'result' | 'start'; newBrowser: string | undefined }
  | { kind: 'answer'; response: Response };

const path = /^\/connect\/(?<token>[^/]+)(?:\/(?<page>result|start))?\/?$/;

function isOpenedByPerson(request: NextRequest): boolean {
  const isPrefetch = (request.headers.get('sec-purpose') ?? '').includes('prefetch');
  return request.method === 'GET' && !isPrefetch && request.headers.get('sec-fetch-mode') === 'navigate';
}

async function isAdmitted(request: NextRequest, { token, page }: { token: string; page: string | undefined }) {
  const browser = request.cookies.get(browserCookieName())?.value;
  if (page === 'result' && (await findResult(token, browser ? hashBrowser(browser) : undefined))) return true;
  const address = readClientAddress(request.headers);
  const link = await findLinkByToken(token, { address });
  if ('closed' in link) {
    await consume('connect', address);
    return false;
  }
  if (page === undefined && isOpenedByPerson(request)) await markOpened(link.id);
  return true;
}

function answerError(error: unknown, nonce: string): Response {
  if (error instanceof Error && 'retryAfterSeconds' in error && typeof error.retryAfterSeconds === 'number') {
    const seconds = error.retryAfterSeconds;
    const text = words.limited.text(inMinutes(seconds));
    const headers = { 'Retry-After': String(seconds) };
    return plainPage({ status: 429, title: words.limited.title, text, nonce, headers });
  }
  log().error({ error }, 'a connect page could not be served');
  return plainPage({ status: 503, ...words.unavailable, nonce, headers: { 'Retry-After': '60' } });
}

/**
 * Looks a connect link up before its page is rendered, since a page cannot set a status; gives every browser its
 * cookie. A GET or HEAD changes nothing but the note that a person opened the link.
 */
export async function admit(request: NextRequest, nonce: string): Promise<Admission> {
  const { token = '', page } = path.exec(request.nextUrl.pathname)?.groups ?? {};
  // Where the way back from Microsoft ends when it belongs to no sign-in of this browser.
  if (token === 'start-again')
    return { kind: 'answer', response: plainPage({ status: 400, ...words.startAgain, nonce }) };
  // The route handler of the POST asks all of this itself.
  if (page === 'start') return { kind: 'page', page, newBrowser: undefined };
  try {
    if (!(await isAdmitted(request, { token, page })))
      return { kind: 'answer', response: plainPage({ status: 410, ...words.closed, nonce }) };
  } catch (error) {
    return { kind: 'answer', response: answerError(error, nonce) };
  }
  const needsBrowser = request.method === 'GET' && !request.cookies.has(browserCookieName());
  return { kind: 'page', page: page === 'result' ? page : 'link', newBrowser: needsBrowser ? newBrowser() : undefined };
}
