import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Authority } from './authority.ts';
import { EntraError, unknownApp } from './errors.ts';
import type { App, Secret } from './state.ts';
import type { Sandbox } from './world.ts';

const TWO_YEARS = 2 * 365 * 24 * 60 * 60 * 1000;

/** A secret's value, and what is kept of it; `now` is the sandbox's. */
export function createSecret(
  now: number,
  value = `sandbox~${randomBytes(30).toString('base64url')}`,
): {
  value: string;
  kept: Secret;
} {
  return {
    value,
    kept: { id: randomUUID(), hash: hash(value).toString('base64url'), expiresAt: now + TWO_YEARS },
  };
}

/** Throws Entra's refusal when the app does not prove who it is. */
export function checkSecret(app: App, presented: string | undefined, now: number): void {
  if (presented === undefined || presented === '') {
    throw new EntraError({
      error: 'invalid_client',
      number: 7000218,
      text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    });
  }
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

/** The registered app; throws AADSTS700016 for one that is unknown or, being single-tenant, lives elsewhere. */
export function requireApp(sandbox: Sandbox, clientId: string, authority: Authority): App {
  const app = sandbox.store.state.apps[clientId];
  const foreign =
    authority.kind === 'tenant' && app?.accountTypes === 'single-tenant' && app.tenantId !== authority.tenant.tid;
  if (app && !foreign) return app;
  throw unknownApp(clientId, authority.kind === 'tenant' ? authority.tenant.displayName : 'Microsoft Accounts');
}
