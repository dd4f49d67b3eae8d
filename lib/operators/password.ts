import { hash, verify } from '@node-rs/argon2';
import { newToken } from '#lib/ids';

// OWASP's argon2id parameters: 19 MiB, two passes, one lane (argon2id is the package's default variant).
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The argon2id hash of a password, with its salt and parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

let nobodysHash: Promise<string> | undefined;

/** Compares a password with a stored hash. Without a hash it takes the same time and returns false. */
export async function matchesPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  nobodysHash ??= hashPassword(newToken());
  const matches = await verify(passwordHash ?? (await nobodysHash), password);
  return matches && passwordHash !== undefined;
}
