import { cookies, headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { readClientAddress } from '#lib/client-address';
import { env } from '#lib/env';
import type { SignedIn, SignInMethod } from '#lib/operators/schema';
import { openSession } from '#lib/operators/sessions';
import { type Role, roleCovers } from '#lib/roles';
import { rememberDevice } from './device.ts';
import { readLocalPath } from './local-path.ts';
import { findByCookie, sessionCookie, sessionIdOf, writeSessionCookie } from './session-token.ts';

export type { Operator } from '#lib/operators/schema';

/** A request that may change data came from a page of another site. */
class ForeignOriginError extends Error {
  override readonly name = 'ForeignOriginError';
  readonly code = 'foreign_origin';
  constructor() {
    super('This request did not come from a page of this Latchkey, so it was refused.');
  }
}

type Versioned = { id: string; sessionVersion: number };

/**
 * Signs in this browser with a new session, and ends its previous one. For server actions, after the operator's
 * identity has been proved.
 */
export async function startSession(
  { id, sessionVersion }: Versioned,
  method: SignInMethod = 'password',
): Promise<void> {
  const sent = await headers();
  const before = await sessionIdOf((await cookies()).get(sessionCookie().name)?.value);
  const browser = { userAgent: sent.get('user-agent') ?? '', address: readClientAddress(sent), before };
  const sid = await openSession(id, { method, ...browser });
  await writeSessionCookie({ sub: id, sessionVersion, sid });
  await rememberDevice(id);
}

/** Keeps this browser signed in when a new password has ended the operator's other sessions. */
export function continueSession({ id, sessionVersion }: Versioned, sessionId: string): Promise<void> {
  return writeSessionCookie({ sub: id, sessionVersion, sid: sessionId });
}

/** The operator who is signed in, checked against the database; undefined if nobody is. */
export const findOperator = cache(async (): Promise<SignedIn | undefined> => {
  return findByCookie((await cookies()).get(sessionCookie().name)?.value);
});

/**
 * The operator who is signed in, for pages and server actions. Redirects strangers to the sign-in page, and shows the
 * forbidden page if the operator's role is too low. In both cases it does not return.
 */
export async function requireOperator(role: Role): Promise<SignedIn> {
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
 * The operator who is signed in, for route handlers, or the JSON answer to return instead (401 or 403). Distinguish
 * them with `instanceof Response`.
 */
export async function requireOperatorForRequest(request: Request, role: Role): Promise<SignedIn | Response> {
  const operator = await findByCookie(cookieOf(request, sessionCookie().name));
  if (!operator) return refusal(401, 'signed_out', 'You are signed out. Sign in and repeat this.');
  if (!roleCovers(operator.role, role)) return refusal(403, 'forbidden', `This needs the role ${role}.`);
  return operator;
}

/**
 * Accepts a POST only if the browser says that one of our pages sent it.
 * @throws ForeignOriginError
 */
export function requireSameOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const isOwnOrigin = origin === new URL(env().publicUrl).origin;
  // A page's referrer policy can turn Origin into `null`. Then Sec-Fetch-Site decides, which no page can forge.
  const contradicts =
    (origin !== null && origin !== 'null' && !isOwnOrigin) || (site !== null && site !== 'same-origin');
  if (contradicts || !(isOwnOrigin || site === 'same-origin')) throw new ForeignOriginError();
}

/** Does what `requireSameOrigin` does for route handlers: returns the 403 to answer with, or nothing. */
export function refuseForeignOrigin(request: Request): Response | undefined {
  try {
    requireSameOrigin(request);
    return undefined;
  } catch (error) {
    if (error instanceof ForeignOriginError) return refusal(403, error.code, error.message);
    throw error;
  }
}
