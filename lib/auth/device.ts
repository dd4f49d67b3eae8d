import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '#lib/env';
import { newId } from '#lib/ids';
import { ownCookie } from './session-token.ts';

/**
 * A browser in which operators have signed in before, recognized by an encrypted cookie (OWASP's "device cookies").
 * Wrong passwords entered in other browsers do not use up its attempts.
 */
const device = z.object({ did: z.uuid(), operators: z.array(z.uuid()).max(5) });

export type Device = { id: string; operators: string[] };

const lifeSeconds = 400 * 86_400;
const mostOperators = 5;
const cookie = () => ownCookie('known-device');

/** The device that this browser's cookie names; undefined when nobody has signed in here before. */
export async function readDevice(): Promise<Device | undefined> {
  const { name } = cookie();
  const token = (await cookies()).get(name)?.value;
  if (!token) return undefined;
  const kept = await decode({ token, secret: env().authSecret, salt: name }).catch(() => null);
  const { data } = device.safeParse(kept);
  return data && { id: data.did, operators: data.operators };
}

/** Records in this browser's cookie that an operator has signed in here. */
export async function rememberDevice(operatorId: string): Promise<void> {
  const { name, options } = cookie();
  const known = await readDevice();
  const others = (known?.operators ?? []).filter((id) => id !== operatorId);
  const token = { did: known?.id ?? newId(), operators: [operatorId, ...others].slice(0, mostOperators) };
  const value = await encode({ token, secret: env().authSecret, maxAge: lifeSeconds, salt: name });
  (await cookies()).set(name, value, { ...options, maxAge: lifeSeconds });
}
