import { type NextRequest, NextResponse } from 'next/server';
import { env } from '#lib/env';

// sonner 2.0.8 appends an empty style element and then fills it with its style sheet, both without a nonce.
const sonnerStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

// React's development build uses eval for its error stacks.
// biome-ignore lint/style/noProcessEnv: Next replaces this with a constant when it builds
const evalInDevelopment = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';

/** No `form-action`: it would also block the redirect to Microsoft that answers the connect form. */
function contentSecurityPolicy(nonce: string) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evalInDevelopment}`,
    `style-src 'self' 'nonce-${nonce}' ${sonnerStyles.join(' ')}`,
    // Positions and widths that cmdk, Base UI and our bars compute.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Puts the security headers on every page, and hands pages their nonce (`x-nonce`) and path (`x-path`). */
export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set('Content-Security-Policy', policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  // Pages with forms need it: under no-referrer Chromium sends `Origin: null`, and server actions refuse that.
  response.headers.set('Referrer-Policy', 'same-origin');
  response.headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  if (env().publicUrl.startsWith('https:')) {
    response.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  }
  return response;
}

export const config = { matcher: '/((?!_next/static|_next/image|icon.svg|api/).*)' };
