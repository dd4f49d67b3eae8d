import type { NextRequest } from 'next/server';
import { requireOperatorForRequest } from '#lib/auth/session';

/** Whether this browser is signed in: 204 or 401. Forms ask it before they are sent. */
export async function GET(request: NextRequest): Promise<Response> {
  const operator = await requireOperatorForRequest(request, 'viewer');
  if (operator instanceof Response) return operator;
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}
