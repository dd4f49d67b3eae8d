import { cookies } from 'next/headers';
import type { NextRequest } from 'next/server';
import { readClientAddress } from '#lib/client-address';
import { browserCookieName } from '#lib/connections/connect/browser';
import { completeAttempt } from '#lib/connections/connect/callback';
import { isDatabaseUp } from '#lib/database-health';
import { noteRefusal } from '#lib/refusals/refusals';
import { answerProbe, isProbe } from '#lib/speculative';
import { notice, unavailable } from '../../connect/notice';

/** The redirect URI to which Microsoft returns both users and admins. Next also answers HEAD with it. */
export async function GET(request: NextRequest): Promise<Response> {
  if (isProbe(request)) return answerProbe(request);
  if (!(await isDatabaseUp())) return notice(request, unavailable);
  const jar = await cookies();
  const done = await completeAttempt(request.nextUrl.searchParams, jar.get(browserCookieName())?.value);
  if ('retryAfterSeconds' in done) return notice(request, { ...unavailable, seconds: done.retryAfterSeconds });
  if (done.isUnasked) {
    const address = readClientAddress(request.headers);
    noteRefusal({ action: 'connect-link.refused', way: 'callback', address });
  }
  const headers = { location: done.redirectTo, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' };
  return new Response(null, { status: 303, headers });
}
