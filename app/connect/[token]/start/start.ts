import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { requireSameOrigin } from '#lib/auth/session';
import { networkOf, readClientAddress } from '#lib/client-address';
import { sitesSchema, startAttempt } from '#lib/connections/connect/attempt';
import { browserCookieName } from '#lib/connections/connect/browser';
import { isDatabaseUp } from '#lib/database-health';
import { connectPath, forgetOpening, recordOpening } from '#lib/embed/openings';
import { openPass, type Pass } from '#lib/embed/ticket';
import { findLinkByToken } from '#lib/links/open-link';
import { isPageToken } from '#lib/links/token';
import { consume } from '#lib/rate-limit';
import { noteRefusal } from '#lib/refusals/refusals';
import { type Notice, notice, unavailable } from '../../notice';
import { startNotice } from '../../start-notice';

const form = z.object({
  page_token: z.string().max(200),
  integration: z.uuid(),
  pass: z.string().max(4_096).optional(),
});

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
  /** From the page that opened this one. */
  pass: Pass | undefined;
};
type Refusal = { refused: 'closed' | 'foreign' | 'nothing_chosen'; language?: string | null };

type Sent = z.infer<typeof form> & Pick<Start, 'sites'> & { isNothingChosen: boolean };

async function readForm(request: NextRequest): Promise<Sent | undefined> {
  const data = await request.formData().catch(() => new FormData());
  const sent = form.safeParse(Object.fromEntries(data)).data;
  const isNothingChosen = data.get('action') === 'grant' && !data.has('site');
  return sent && { ...sent, sites: readSites(data), isNothingChosen };
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
  if (sent.isNothingChosen) return { refused: 'nothing_chosen' };
  const { integration: integrationId, sites } = sent;
  const pass = openPass(token, sent.pass);
  return { linkId: link.id, integrationId, sites, pass, browser, language: link.language };
}

function seeOther(place: string): Response {
  const headers = { Location: place, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' };
  return new Response(null, { status: 303, headers });
}

/** Redirects the browser to Microsoft, or says why that is not possible. */
export async function startFromForm(request: NextRequest, token: string): Promise<Response> {
  if (!(await isDatabaseUp())) return notice(request, unavailable);
  let back = connectPath(token, undefined);
  let language: string | null | undefined;
  let isEmbedded = false;
  try {
    const start = await readStart(request, token);
    if ('refused' in start) {
      const { refused } = start;
      if (refused === 'nothing_chosen') return seeOther(`${back}/result?chosen=none`);
      const closed: Notice = { kind: 'closed', status: 410 };
      const foreign: Notice = { kind: 'refused', status: 403, back, language: start.language };
      return await notice(request, refused === 'closed' ? closed : foreign);
    }
    language = start.language;
    back = connectPath(token, start.pass);
    isEmbedded = start.pass !== undefined;
    await (start.pass ? recordOpening({ ...start, pass: start.pass }) : forgetOpening(start));
    const { redirectTo } = await startAttempt(start);
    return seeOther(redirectTo);
  } catch (error) {
    const why = startNotice(error);
    return notice(request, { ...why, ...(why.kind !== 'limited' && { back }), language, isEmbedded });
  }
}
