import { cookies } from 'next/headers';
import type { NextRequest } from 'next/server';
import { browserCookieName } from '#lib/connections/browser';
import { completeAttempt } from '#lib/connections/connect';

/** Where Microsoft returns: the one redirect URI, for users and admins alike. */
export async function GET(request: NextRequest): Promise<Response> {
  const jar = await cookies();
  const { redirectTo } = await completeAttempt(request.nextUrl.searchParams, jar.get(browserCookieName())?.value);
  const headers = { location: redirectTo, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' };
  return new Response(null, { status: 303, headers });
}
