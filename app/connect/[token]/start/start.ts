import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { readClientAddress } from '#lib/client-address';
import { startAttempt } from '#lib/connections/attempt';
import { browserCookieName } from '#lib/connections/browser';
import { findLinkByToken } from '#lib/links/open-link';
import { isPageToken } from '#lib/links/page-token';
import { log } from '#lib/log';
import { consume, inMinutes } from '#lib/rate-limit';
import { requireSameOrigin } from '#lib/session';
import { plainPage } from '../../plain-page';
import { words } from '../../words';

const form = z.object({ page_token: z.string().max(200), integration: z.uuid() });

type Start = { linkId: string; integrationId: string; browser: string };
type Refusal = { refused: 'closed' | 'foreign' };

async function readForm(request: NextRequest): Promise<z.infer<typeof form> | undefined> {
  const data = await request.formData().catch(() => new FormData());
  return form.safeParse(Object.fromEntries(data)).data;
}

/** What a POST asks to start, once it is certain that the page of this link sent it in this browser. */
async function readStart(request: NextRequest, token: string): Promise<Start | Refusal> {
  requireSameOrigin(request);
  const address = readClientAddress(request.headers);
  await consume('connect', address);
  const link = await findLinkByToken(token, { address });
  if ('closed' in link) return { refused: 'closed' };
  const browser = request.cookies.get(browserCookieName())?.value;
  const sent = await readForm(request);
  if (!browser || !sent || !isPageToken(sent.page_token, { linkId: link.id, browser })) return { refused: 'foreign' };
  if (!link.integrationIds.includes(sent.integration)) return { refused: 'foreign' };
  return { linkId: link.id, integrationId: sent.integration, browser };
}

function answerError(error: unknown, { nonce, back }: { nonce: string | null; back: string }): Response {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'foreign_origin') return refuse(nonce, back);
  if (code === 'rate_limited' && error instanceof Error && 'retryAfterSeconds' in error) {
    const seconds = Number(error.retryAfterSeconds);
    const headers = { 'Retry-After': String(seconds) };
    const text = words.limited.text(inMinutes(seconds));
    return plainPage({ status: 429, title: words.limited.title, text, nonce, headers });
  }
  log().error({ error }, 'a sign-in could not be started');
  const link = { href: back, label: words.failed.back };
  const headers = { 'Retry-After': '60' };
  return plainPage({ status: 503, title: words.failed.title, text: words.failed.text, link, nonce, headers });
}

function refuse(nonce: string | null, back: string): Response {
  const link = { href: back, label: words.refused.back };
  return plainPage({ status: 403, title: words.refused.title, text: words.refused.text, link, nonce });
}

/** Sends the browser on to Microsoft, or says why not. */
export async function startFromForm(request: NextRequest, token: string): Promise<Response> {
  const nonce = request.headers.get('x-nonce');
  const back = `/connect/${encodeURIComponent(token)}`;
  try {
    const start = await readStart(request, token);
    if ('refused' in start)
      return start.refused === 'closed' ? plainPage({ status: 410, ...words.closed, nonce }) : refuse(nonce, back);
    const { redirectTo } = await startAttempt(start);
    const headers = { Location: redirectTo, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' };
    return new Response(null, { status: 303, headers });
  } catch (error) {
    return answerError(error, { nonce, back });
  }
}
