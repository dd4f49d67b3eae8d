import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { App } from '../state.ts';
import type { Secret } from './credential-shapes.ts';
import { EntraError } from './errors.ts';

const TWO_YEARS = 2 * 365 * 24 * 60 * 60 * 1000;
const HINT_LENGTH = 3;

interface SecretOrder {
  value?: string | undefined;
  name?: string | undefined;
  expiresAt?: number | undefined;
}

/** Creates a secret: its value for the caller, and the hashed form to store. Times are the sandbox's. */
export function createSecret(now: number, order: SecretOrder = {}): { value: string; kept: Secret } {
  const { value = `${randomBytes(2).toString('hex').slice(0, 3)}8Q~${randomBytes(25).toString('base64url')}` } = order;
  const kept = {
    id: randomUUID(),
    hash: hash(value).toString('base64url'),
    name: order.name ?? '',
    hint: value.slice(0, HINT_LENGTH),
    startsAt: now,
    expiresAt: order.expiresAt ?? now + TWO_YEARS,
  };
  return { value, kept };
}

/**
 * Throws Entra's refusal for a value that is not one of the app's secrets (a secret's ID is not its value) or has
 * expired.
 */
export function checkSecret(app: App, presented: string, now: number): void {
  const match = app.secrets.find((secret) => timingSafeEqual(Buffer.from(secret.hash, 'base64url'), hash(presented)));
  if (!match) {
    throw new EntraError({
      error: 'invalid_client',
      number: 7000215,
      text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.clientId}'.`,
    });
  }
  if (match.expiresAt <= now) {
    throw new EntraError({
      error: 'invalid_client',
      number: 7000222,
      text: `The provided client secret keys for app '${app.clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    });
  }
}

function hash(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
