import type { NextAuthOptions } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { log } from '#lib/log';
import type { EntraClient } from '#lib/operators/sign-in-settings';
import { outgoingAgent, whyUnreachable } from '#lib/outgoing';
import { authBasics } from './options.ts';

const milliseconds = 10_000;

/**
 * What next-auth does not report of a failure: Microsoft's description of a refusal at the token endpoint, and the error
 * of a call that got no answer.
 */
export type Heard = { refusal?: string; failure?: unknown };

/** Options that keep the error which next-auth hands to its logger. */
export function listening(heard: Heard): Pick<NextAuthOptions, 'logger'> {
  const { logger } = authBasics();
  const error = (code: string, data: Error | { error: Error }) => {
    heard.failure = data instanceof Error ? data : data.error;
    logger?.error?.(code, data);
  };
  return { logger: { ...logger, error } };
}

/** Logs why Microsoft could not be reached. */
export function logUnreachable({ failure }: Heard, { wellKnown }: EntraClient): void {
  const why = whyUnreachable(failure, wellKnown)?.words;
  const { host } = new URL(wellKnown);
  const problem = why ? `${host} could not be reached: ${why}.` : `${host} did not answer as it should.`;
  log().warn({ problem }, 'an operator could not sign in with Microsoft');
}

/** Whether openid-client's error means a refusal or an invalid answer. All other errors are the network's. */
const isRefusal = ({ name, message }: Error) =>
  (name === 'OPError' || name === 'RPError') && !/timed out/.test(message);

/** Uses the authority of a single tenant, so that only ID tokens with that tenant's issuer are accepted. */
export function provider(
  { wellKnown, clientId, clientSecret }: EntraClient,
  heard: Heard,
  prompt: 'select_account' | 'login' = 'select_account',
): OAuthConfig<{ oid: string }> {
  return {
    id: 'entra',
    name: 'Microsoft Entra ID',
    type: 'oauth',
    wellKnown,
    clientId,
    clientSecret,
    authorization: { params: { scope: 'openid profile', prompt } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    client: { token_endpoint_auth_method: 'client_secret_post' },
    // openid-client remembers options once given, so the agent is passed each time.
    httpOptions: { timeout: milliseconds, agent: outgoingAgent(wellKnown) },
    token: {
      request: async ({ client, params, checks, provider: { callbackUrl } }) => {
        try {
          return { tokens: await client.callback(callbackUrl, params, checks) };
        } catch (error) {
          if (error instanceof Error && isRefusal(error)) heard.refusal = error.message;
          throw error;
        }
      },
    },
    profile: ({ oid }) => ({ id: oid }),
  };
}
