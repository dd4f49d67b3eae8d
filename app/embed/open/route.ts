import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { networkOf, readClientAddress } from '#lib/client-address';
import { openWindow, type WindowRefusal } from '#lib/embed/openings';
import { consume } from '#lib/rate-limit';
import { limited, type Notice, notice } from '../../connect/notice';

const form = z.object({
  session_token: z.string().max(200),
  integration: z.string().min(1).max(255).optional(),
  return_url: z.string().max(2_048).optional(),
  lang: z.string().max(10).optional(),
});

const refusals: Readonly<Record<WindowRefusal, Notice>> = {
  closed: { kind: 'closed', status: 410 },
  origin: { kind: 'notAllowedHere', status: 403 },
  return_url: { kind: 'notAllowedHere', status: 400 },
};

/**
 * Opens the connect page for a page of a customer's, which posts the session token here so that it stands in no address
 * of theirs. Nothing starts: the person sees who asks and goes on from there.
 */
export async function POST(request: NextRequest): Promise<Response> {
  const tooMany = await consume('connect', networkOf(readClientAddress(request.headers))).catch(limited);
  if (tooMany) return notice(request, tooMany);
  const sent = form.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData())));
  if (!sent.success) return notice(request, refusals.closed);
  const { session_token: token, integration, return_url: returnUrl, lang } = sent.data;
  const opened = await openWindow({ token, origin: request.headers.get('origin'), integration, returnUrl });
  if ('refused' in opened) return notice(request, { ...refusals[opened.refused], returnUrl: opened.returnUrl });
  const location = lang ? `${opened.path}&${new URLSearchParams({ lang })}` : opened.path;
  const headers = { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  return new Response(null, { status: 303, headers });
}
