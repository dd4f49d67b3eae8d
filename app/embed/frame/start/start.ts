import { cookies } from 'next/headers';
import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { requireSameOrigin } from '#lib/auth/session';
import { networkOf, readClientAddress } from '#lib/client-address';
import { browserCookieName, browserCookieOptions, newBrowser } from '#lib/connections/connect/browser';
import { isDatabaseUp } from '#lib/database-health';
import { startFromFrame } from '#lib/embed/frames';
import { consume } from '#lib/rate-limit';
import { notice, unavailable } from '../../../connect/notice';
import { startNotice } from '../../../connect/start-notice';

const form = z.object({ ticket: z.string(), integration: z.uuid(), here: z.literal('yes').optional() });

/**
 * Sends a window on to Microsoft that the form of a frame has opened. The window is ours alone, so the cookie that binds
 * the sign-in to its browser is first-party here, as it is when Microsoft sends the window back.
 */
export async function startFrame(request: NextRequest): Promise<Response> {
  if (!(await isDatabaseUp())) return notice(request, unavailable);
  try {
    requireSameOrigin(request);
    await consume('connect', networkOf(readClientAddress(request.headers)));
    const sent = form.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData()))).data;
    const jar = await cookies();
    const known = jar.get(browserCookieName())?.value;
    const browser = known ?? newBrowser();
    const place = sent?.here ? 'same tab' : 'window';
    const started = sent && (await startFromFrame(sent.ticket, { integrationId: sent.integration, browser, place }));
    if (!started) return await notice(request, { kind: 'closed', status: 410 });
    if (!known) jar.set(browserCookieName(), browser, browserCookieOptions());
    const headers = { location: started.redirectTo, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' };
    return new Response(null, { status: 303, headers });
  } catch (error) {
    return notice(request, startNotice(error));
  }
}
