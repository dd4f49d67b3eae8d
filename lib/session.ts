import { cookies, headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import type { NextAuthOptions } from 'next-auth';
import NextAuth from 'next-auth';
import { decode, encode } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cache } from 'react';
import { z } from 'zod';
import { readClientAddress } from '#lib/client-address';
import { env } from '#lib/env';
import { readLocalPath } from '#lib/local-path';
import { log } from '#lib/log';
import { type Operator, type Role, roleCovers, signInForm } from '#lib/operators/schema';
import { findSessionOperator, verifyPassword } from '#lib/operators/sign-in';

export type { Operator } from '#lib/operators/schema';

const sessionSeconds = 12 * 60 * 60;

/** A request that may change something came from a page that is not ours. */
export class ForeignOriginError extends Error {
  override readonly name = 'ForeignOriginError';
  readonly code = 'foreign_origin';
  constructor() {
    super('This request did not come from a page of this Latchkey, so it was refused.');
  }
}

/** All a session holds: who, and which version of their password it belongs to. */
const claims = z.object({ sub: z.uuid(), sessionVersion: z.int() });

function isHttps(): boolean {
  return env().publicUrl.startsWith('https:');
}

/** `__Host-` under https; a plain name on loopback, where Safari refuses the prefix. */
function sessionCookie() {
  const secure = isHttps();
  const name = `${secure ? '__Host-' : ''}next-auth.session-token`;
  return { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } } as const;
}

const authorizedUser = z.object({ id: z.uuid(), sessionVersion: z.int() });

async function readToken(token: string | undefined): Promise<Operator | undefined> {
  if (!token) return undefined;
  const payload = await decode({ token, secret: env().authSecret }).catch(() => null);
  return findByClaims(payload);
}

async function findByClaims(payload: unknown): Promise<Operator | undefined> {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return undefined;
  return findSessionOperator({ id: parsed.data.sub, version: parsed.data.sessionVersion });
}

// CommonJS packages arrive as their default export or wrapped in `{default}`, depending on the loader.
function unwrap<T>(module: T | { default: T }): T {
  return isWrapped(module) ? module.default : module;
}

function isWrapped<T>(module: T | { default: T }): module is { default: T } {
  return typeof module === 'object' && module !== null && 'default' in module;
}

const addressOf = (sent: Record<string, unknown> | undefined) =>
  readClientAddress({ get: (name) => z.string().safeParse(sent?.[name]).data ?? null });

function authOptions(): NextAuthOptions {
  return {
    secret: env().authSecret,
    useSecureCookies: isHttps(),
    cookies: { sessionToken: sessionCookie() },
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      unwrap(CredentialsProvider)({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (credentials, request) => {
          const form = signInForm.safeParse(credentials);
          return form.success ? verifyPassword(form.data, addressOf(request.headers)) : null;
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => {
        const signedIn = authorizedUser.safeParse(user);
        if (signedIn.success) return { sub: signedIn.data.id, sessionVersion: signedIn.data.sessionVersion };
        if (!(await findByClaims(token))) throw new Error('this session was ended');
        return claims.parse(token);
      },
      session: ({ session }) => ({ expires: session.expires, user: {} }),
    },
    logger: {
      error: (code) => log().info({ event: code }, 'next-auth refused a session or a sign-in'),
      warn: (code) => log().debug({ event: code }, 'next-auth warned'),
      debug: () => undefined,
    },
  };
}

/** Answers next-auth's own paths: sign-in, sign-out and the session that renews its cookie. */
export function answerAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return unwrap(NextAuth)(request, context, authOptions());
}

/** Signs this browser in; for server actions and route handlers, after `verifyPassword`. */
export async function startSession(operator: { id: string; sessionVersion: number }): Promise<void> {
  const token = { sub: operator.id, sessionVersion: operator.sessionVersion };
  const value = await encode({ token, secret: env().authSecret, maxAge: sessionSeconds });
  const { name, options } = sessionCookie();
  (await cookies()).set(name, value, { ...options, maxAge: sessionSeconds });
}

/** The operator signed in here, checked against their row; undefined when nobody is. */
export const findOperator = cache(async (): Promise<Operator | undefined> => {
  return readToken((await cookies()).get(sessionCookie().name)?.value);
});

/**
 * The operator signed in here, for pages and server actions. Sends strangers to the sign-in page, and shows the
 * forbidden page to someone whose role is too low; in both cases it does not return.
 */
export async function requireOperator(role: Role): Promise<Operator> {
  const operator = await findOperator();
  if (!operator) return redirect(await signInPath());
  if (!roleCovers(operator.role, role)) return forbidden();
  return operator;
}

async function signInPath(): Promise<string> {
  const path = readLocalPath((await headers()).get('x-path'));
  return path === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
}

function refusal(status: 401 | 403, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status, headers: { 'Cache-Control': 'no-store' } });
}

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = request.headers.get('cookie')?.split(';') ?? [];
  const pair = pairs.map((one) => one.trim()).find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/**
 * The same question for route handlers: the operator, or the JSON answer to return instead (401 or 403).
 * Tell them apart with `instanceof Response`.
 */
export async function requireOperatorForRequest(request: Request, role: Role): Promise<Operator | Response> {
  const operator = await readToken(cookieOf(request, sessionCookie().name));
  if (!operator) return refusal(401, 'signed_out', 'You are signed out. Sign in and repeat this.');
  if (!roleCovers(operator.role, role)) return refusal(403, 'forbidden', `This needs the role ${role}.`);
  return operator;
}

/**
 * Lets a POST pass only when the browser says that a page of ours sent it.
 * @throws ForeignOriginError
 */
export function requireSameOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const isOwnOrigin = origin === new URL(env().publicUrl).origin;
  // A page's privacy settings can reduce Origin to `null`; then Sec-Fetch-Site, which no page can forge, decides.
  const contradicts =
    (origin !== null && origin !== 'null' && !isOwnOrigin) || (site !== null && site !== 'same-origin');
  if (contradicts || !(isOwnOrigin || site === 'same-origin')) throw new ForeignOriginError();
}
