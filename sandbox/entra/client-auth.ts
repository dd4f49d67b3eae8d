import type { App } from '../state.ts';
import type { Sandbox } from '../world.ts';
import type { Authority } from './authority.ts';
import { checkClientAssertion } from './client-assertions.ts';
import { EntraError } from './errors.ts';
import { checkSecret } from './secrets.ts';

/** Throws Entra's refusal when the app does not prove who it is (RFC 6749 section 2.3, RFC 7523 section 2.2). */
export async function authenticateClient(
  sandbox: Sandbox,
  from: { app: App; authority: Authority; form: URLSearchParams; secret: string | undefined },
): Promise<void> {
  const { app, authority, form, secret } = from;
  const hasAssertion = Boolean(form.get('client_assertion'));
  if (app.isPublic && form.get('grant_type') !== 'client_credentials') {
    if (secret || hasAssertion) throw isPublic();
    return;
  }
  if (hasAssertion) return checkClientAssertion(sandbox, { app, authority, form });
  if (!secret) throw nothing();
  checkSecret(app, secret, sandbox.clock.now());
}

function isPublic(): EntraError {
  return new EntraError({
    error: 'invalid_client',
    number: 700025,
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  });
}

function nothing(): EntraError {
  return new EntraError({
    error: 'invalid_client',
    number: 7000218,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  });
}
