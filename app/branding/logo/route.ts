import type { NextRequest } from 'next/server';
import { findLogo } from '#lib/branding/branding';

/** Headers that keep the logo from running or loading anything. A new logo has a new URL, so browsers may cache it. */
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
