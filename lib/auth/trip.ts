import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '#lib/env';
import { hashToken, isSameHash } from '#lib/ids';
import { ownCookie } from './session-token.ts';

/** Why an operator is sent to Microsoft. */
const purpose = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign-in'), returnTo: z.string() }),
  z.object({ kind: z.literal('invitation'), token: z.string() }),
  z.object({ kind: z.literal('connect'), sessionId: z.uuid() }),
  z.object({ kind: z.literal('confirm'), sessionId: z.uuid(), returnTo: z.string() }),
  z.object({ kind: z.literal('test'), sessionId: z.uuid() }),
]);
export type Purpose = z.infer<typeof purpose>;

const trip = z.object({ purpose, state: z.string() });

const tripSeconds = 15 * 60;
const cookie = () => ownCookie('entra-trip');

/** Stores, encrypted in a cookie, why the browser is sent to Microsoft with this `state`. */
export async function keepTrip(wanted: Purpose, state: string): Promise<void> {
  const { name, options } = cookie();
  const token = { purpose: wanted, state: hashToken(state).toString('base64url') };
  const value = await encode({ token, secret: env().authSecret, maxAge: tripSeconds, salt: name });
  (await cookies()).set(name, value, { ...options, maxAge: tripSeconds });
}

/**
 * Why this browser was sent to Microsoft. Can be read once; undefined if the `state` belongs to another trip or to
 * none.
 */
export async function takeTrip(state: string | null): Promise<Purpose | undefined> {
  const jar = await cookies();
  const { name, options } = cookie();
  const token = jar.get(name)?.value;
  if (!token || !state) return undefined;
  const kept = trip.safeParse(await decode({ token, secret: env().authSecret, salt: name }).catch(() => null)).data;
  if (!kept || !isSameHash(Buffer.from(kept.state, 'base64url'), hashToken(state))) return undefined;
  jar.set(name, '', { ...options, maxAge: 0 });
  return kept.purpose;
}
