import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { requireSameOrigin } from '#lib/auth/session';
import { networkOf, readClientAddress } from '#lib/client-address';
import { sitesSchema, startAttempt } from '#lib/connections/connect/attempt';
import { browserCookieName } from '#lib/connections/connect/browser';
import { findLinkByToken } from '#lib/links/open-link';
import { isPageToken } from '#lib/links/token';
import { log } from '#lib/log';
import { consume } from '#lib/rate-limit';
import { noteRefusal } from '#lib/refusals/refusals';
import { type Notice, notice } from '../../notice';

const form = z.object({ page_token: z.string().max(200), integration: z.uuid() });

/** What an admin asks for on a site-grant link; undefined on every other link. */
function readSites(data: FormData): z.infer<typeof sitesSchema> | undefined {
  const text = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
  const words = text('words').flatMap((typed) => typed.split(/\r?\n/).map((line) => line.trim()));
  const asked = {
    step: 'sites',
    action: data.get('action'),
    words: words.filter(Boolean),
    siteIds: text('site'),
    role: data.get('role'),
  };
  return sitesSchema.safeParse(asked).data;
}

type Start = {
  linkId: string;
  integrationId: string;
  browser: string;
  language: string | null;
  sites: ReturnType<typeof readSites>;
};
type Refusal = { refused: 'closed' | 'foreign'; language?: string | null };

type Sent = z.infer<typeof form> & Pick<Start, 'sites'>;

async function readForm(request: NextRequest): Promise<Sent | undefined> {
  const data = await request.formData().catch(() => new FormData());
  const sent = form.safeParse(Object.fromEntries(data)).data;
  return sent && { ...sent, sites: readSites(data) };
}

/** Reads what a POST asks to start, after checking that the page of this link sent it from this browser. */
async function readStart(request: NextRequest, token: string): Promise<Start | Refusal> {
  requireSameOrigin(request);
  const address = readClientAddress(request.headers);
  await consume('connect', networkOf(address));
  const link = await findLinkByToken(token, { address });
  if ('closed' in link) {
    if (link.closed === 'unknown') noteRefusal({ action: 'connect-link.refused', way: 'link', address });
    return { refused: 'closed' };
  }
  const browser = request.cookies.get(browserCookieName())?.value;
  const sent = await readForm(request);
  if (!browser || !sent || !isPageToken(sent.page_token, { linkId: link.id, browser }))
    return { refused: 'foreign', language: link.language };
  if (!link.integrationIds.includes(sent.integration)) return { refused: 'foreign', language: link.language };
  return { linkId: link.id, integrationId: sent.integration, sites: sent.sites, browser, language: link.language };
}

function noticeOf(error: unknown, back: string): Notice {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'foreign_origin') return { kind: 'refused', status: 403, back };
  if (code === 'rate_limited' && error instanceof Error && 'retryAfterSeconds' in error)
    return { kind: 'limited', status: 429, seconds: Number(error.retryAfterSeconds) };
  if (code === 'no_secret' || code === 'no_client_id') {
    log().warn({ error }, 'a link leads to an integration that is not set up');
    return { kind: 'notSetUp', status: 503, back };
  }
  log().error({ error }, 'a sign-in could not be started');
  return { kind: 'failed', status: 503, seconds: 60, back };
}

/** Redirects the browser to Microsoft, or says why that is not possible. */
export async function startFromForm(request: NextRequest, token: string): Promise<Response> {
  const nonce = request.headers.get('x-nonce');
  const back = `/connect/${encodeURIComponent(token)}`;
  let language: string | null | undefined;
  try {
    const start = await readStart(request, token);
    if ('refused' in start) {
      const { refused } = start;
      const closed: Notice = { kind: 'closed', status: 410 };
      const foreign: Notice = { kind: 'refused', status: 403, back, language: start.language };
      return await notice(request, refused === 'closed' ? closed : foreign, nonce);
    }
    language = start.language;
    const { redirectTo } = await startAttempt(start);
    const headers = { Location: redirectTo, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' };
    return new Response(null, { status: 303, headers });
  } catch (error) {
    return notice(request, { ...noticeOf(error, back), language }, nonce);
  }
}
