import type { NextRequest } from 'next/server';
import { findLogo } from '#lib/branding/branding';

/** Serves the logo so that nothing in it can run or load; a new logo gets a new address, so browsers may keep it. */
const headers = {
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Content-Disposition': 'inline; filename="logo"',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'public, max-age=31536000, immutable',
};

export async function GET(request: NextRequest): Promise<Response> {
  const logo = await findLogo(request.nextUrl.searchParams.get('v') ?? '');
  if (!logo) return new Response('There is no such logo.\n', { status: 404, headers: { 'Cache-Control': 'no-store' } });
  return new Response(new Uint8Array(logo.bytes), { headers: { ...headers, 'Content-Type': logo.type } });
}
