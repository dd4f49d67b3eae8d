import { type NextRequest, NextResponse } from 'next/server';
import { requireOperatorForRequest } from '#lib/auth/session';
import { frameAncestors } from '#lib/embed/frame-ancestors';
import { env } from '#lib/env';
import { listPickerOrigins } from '#lib/picker/origins';

// sonner 2.0.8 appends an empty style element and then fills it with its style sheet, both without a nonce.
const sonnerStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

// biome-ignore lint/style/noProcessEnv: Next replaces this with a constant when it builds
const isDevelopment = process.env.NODE_ENV === 'development';

function scriptSources(nonce: string) {
  // React's development build uses eval for its error stacks.
  return `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`;
}

function styleSources(nonce: string) {
  // Next's development overlay brings style elements without a nonce.
  return isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}' ${sonnerStyles.join(' ')}`;
}

type Framing = { ancestors: string; frames: readonly string[] };

/** There is no `form-action`: it would also block the redirect to Microsoft that answers the connect form. */
function contentSecurityPolicy(nonce: string, { ancestors, frames }: Framing) {
  return [
    "default-src 'self'",
    `script-src ${scriptSources(nonce)}`,
    `style-src ${styleSources(nonce)}`,
    // For positions and widths that cmdk, Base UI and our charts compute.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    ...(frames.length > 0 ? [`frame-src 'self' ${frames.join(' ')}`] : []),
    `frame-ancestors ${ancestors}`,
  ].join('; ');
}

function secure(response: Response, policy: string, referrerPolicy: 'same-origin' | 'no-referrer'): Response {
  response.headers.set('Content-Security-Policy', policy);
  // For what reads no policies; where one names origins, it counts alone.
  if (policy.includes("frame-ancestors 'none'")) response.headers.set('X-Frame-Options', 'DENY');
  response.headers.set('Referrer-Policy', referrerPolicy);
  response.headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  if (env().publicUrl.startsWith('https:')) {
    response.headers.set('Strict-Transport-Security', 'max-age=31536000');
  }
  return response;
}

/** Where Nango's SDK looks for the page that it puts into a frame: below the address that it was given. */
function isFrameAddress({ pathname, searchParams }: URL): boolean {
  return (pathname === '/' || pathname === '/connect') && searchParams.has('apiURL');
}

/** Serves a page that a customer's page shows in a frame. */
function answerEmbedded(request: NextRequest, headers: Headers): Response {
  const init = { request: { headers } };
  if (!isFrameAddress(request.nextUrl)) return NextResponse.next(init);
  const frame = request.nextUrl.clone();
  frame.pathname = '/embed';
  return NextResponse.rewrite(frame, init);
}

const ancestorsOf = ({ nextUrl, headers }: NextRequest) =>
  frameAncestors({ url: nextUrl, referrer: headers.get('referer') });

const playground = /^\/connections\/(?<id>[0-9a-f-]{36})\/picker\/?$/;

/** The hosts of others that a page shows in frames: of one connection, on the page where its picker is tried. */
async function framesOf(request: NextRequest): Promise<string[]> {
  const id = playground.exec(request.nextUrl.pathname)?.groups?.id;
  if (!id || (await requireOperatorForRequest(request, 'admin')) instanceof Response) return [];
  return listPickerOrigins(id);
}

/** Adds the security headers to every page, and passes the nonce (`x-nonce`) and path (`x-path`) to the pages. */
export async function proxy(request: NextRequest): Promise<Response> {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const { pathname, search } = request.nextUrl;
  const isEmbedded = /^\/embed(\/|$)/.test(pathname) || isFrameAddress(request.nextUrl);
  const ancestors = isEmbedded ? await ancestorsOf(request) : "'none'";
  const policy = contentSecurityPolicy(nonce, { ancestors, frames: await framesOf(request) });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-path', `${pathname}${search}`);
  headers.set('Content-Security-Policy', policy);
  if (isEmbedded) return secure(answerEmbedded(request, headers), policy, 'same-origin');
  // Pages with forms need same-origin: under no-referrer Chromium sends `Origin: null` with their POST.
  const isResult = /^\/connect\/.*\/(result|start)\/?$/.test(pathname);
  const response = NextResponse.next({ request: { headers } });
  return secure(response, policy, isResult ? 'no-referrer' : 'same-origin');
}

export const config = { matcher: '/((?!_next/static|_next/image|icon.svg|branding/logo|api/).*)' };
