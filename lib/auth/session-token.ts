import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '#lib/env';
import { type SignedIn, sessionHours } from '#lib/operators/schema';
import { findSessionOperator } from '#lib/operators/sessions';

/** Seconds a session cookie lives unless it is renewed. */
export const sessionSeconds = sessionHours * 60 * 60;

/** All a session cookie holds: who, which version of their password it belongs to, and the row of the session. */
const claims = z.object({ sub: z.uuid(), sessionVersion: z.int(), sid: z.uuid() });
export type SessionToken = z.infer<typeof claims>;

/** What a cookie says, unchecked against the database; undefined when it is none of ours. */
export function readClaims(payload: unknown): SessionToken | undefined {
  return claims.safeParse(payload).data;
}

export function isHttps(): boolean {
  return env().publicUrl.startsWith('https:');
}

/** A cookie of ours: `__Host-` under https; a plain name on loopback, where Safari refuses the prefix. */
export function ownCookie(plainName: string) {
  const secure = isHttps();
  const name = `${secure ? '__Host-' : ''}${plainName}`;
  return { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } } as const;
}

export const sessionCookie = () => ownCookie('next-auth.session-token');

/** The operator that a decoded cookie stands for, asked of the database each time. */
export async function findByClaims(payload: unknown): Promise<SignedIn | undefined> {
  const token = readClaims(payload);
  if (!token) return undefined;
  const { sub: operatorId, sessionVersion, sid: sessionId } = token;
  return findSessionOperator({ operatorId, sessionVersion, sessionId });
}

async function decodeCookie(value: string | undefined): Promise<unknown> {
  return value ? decode({ token: value, secret: env().authSecret }).catch(() => null) : null;
}

/** The operator that a cookie's value stands for; undefined when it is none of ours or has ended. */
export async function findByCookie(value: string | undefined): Promise<SignedIn | undefined> {
  return findByClaims(await decodeCookie(value));
}

/** The session that a cookie of ours names, live or not: the one a new sign-in in this browser ends. */
export async function sessionIdOf(value: string | undefined): Promise<string | undefined> {
  return readClaims(await decodeCookie(value))?.sid;
}

/** Hands this browser its session cookie. */
export async function writeSessionCookie(token: SessionToken): Promise<void> {
  const value = await encode({ token, secret: env().authSecret, maxAge: sessionSeconds });
  const { name, options } = sessionCookie();
  (await cookies()).set(name, value, { ...options, maxAge: sessionSeconds });
}
