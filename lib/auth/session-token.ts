import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '#lib/env';
import { type SignedIn, sessionHours } from '#lib/operators/schema';
import { findSessionOperator } from '#lib/operators/sessions';

/** Lifetime of a session cookie in seconds, counted from its last renewal. */
export const sessionSeconds = sessionHours * 60 * 60;

/** The content of a session cookie: the operator, the version of their password, and the id of the session. */
const claims = z.object({ sub: z.uuid(), sessionVersion: z.int(), sid: z.uuid() });
export type SessionToken = z.infer<typeof claims>;

/** The claims of a session cookie, not yet checked against the database; undefined if the payload is not ours. */
export function readClaims(payload: unknown): SessionToken | undefined {
  return claims.safeParse(payload).data;
}

export function isHttps(): boolean {
  return env().publicUrl.startsWith('https:');
}

/**
 * Name and options of a cookie: with the prefix `__Host-` on https, without it on loopback, where Safari rejects the
 * prefix.
 */
export function ownCookie(plainName: string) {
  const secure = isHttps();
  const name = `${secure ? '__Host-' : ''}${plainName}`;
  return { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } } as const;
}

export const sessionCookie = () => ownCookie('next-auth.session-token');

/** The operator that a decoded cookie belongs to, looked up in the database each time. */
export async function findByClaims(payload: unknown): Promise<SignedIn | undefined> {
  const token = readClaims(payload);
  if (!token) return undefined;
  const { sub: operatorId, sessionVersion, sid: sessionId } = token;
  return findSessionOperator({ operatorId, sessionVersion, sessionId });
}

async function decodeCookie(value: string | undefined): Promise<unknown> {
  return value ? decode({ token: value, secret: env().authSecret }).catch(() => null) : null;
}

/** The operator that a cookie's value belongs to; undefined if it is invalid or the session has ended. */
export async function findByCookie(value: string | undefined): Promise<SignedIn | undefined> {
  return findByClaims(await decodeCookie(value));
}

/** The session named in a cookie, whether it has ended or not. A new sign-in in the same browser ends it. */
export async function sessionIdOf(value: string | undefined): Promise<string | undefined> {
  return readClaims(await decodeCookie(value))?.sid;
}

/** Sets the session cookie in this browser. */
export async function writeSessionCookie(token: SessionToken): Promise<void> {
  const value = await encode({ token, secret: env().authSecret, maxAge: sessionSeconds });
  const { name, options } = sessionCookie();
  (await cookies()).set(name, value, { ...options, maxAge: sessionSeconds });
}
