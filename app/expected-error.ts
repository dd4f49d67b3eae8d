import { z } from 'zod';

const named = z.object({ name: z.string(), message: z.string() });

/** What a form shows under its password field when the password is too easy to guess; undefined for any other error. */
export function weakPassword(error: unknown): { password: string[] } | undefined {
  const { data } = named.safeParse(error);
  return data?.name === 'WeakPasswordError' ? { password: [data.message] } : undefined;
}

/**
 * The message of an error that a person can act on: its class is one of `names`, or an encryption key is missing. Other
 * errors are thrown again. Classes are recognized by name, because each bundle has its own copies of them.
 */
export function expectedSentence(error: unknown, names: readonly string[]): string {
  const parsed = named.safeParse(error);
  if (!parsed.success || ![...names, 'UnknownKeyError'].includes(parsed.data.name)) throw error;
  return parsed.data.message;
}

/** Waits for a change. Undefined once it is made, or the message of an error that `expectedSentence` would return. */
export async function refusalOf(change: Promise<unknown>, names: readonly string[]): Promise<string | undefined> {
  try {
    await change;
    return undefined;
  } catch (error) {
    return expectedSentence(error, names);
  }
}
