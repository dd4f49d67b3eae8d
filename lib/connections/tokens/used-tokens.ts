import { type CloudId, isSandbox } from '#lib/clouds';
import { env } from '#lib/env';
import { log } from '#lib/log';

// Entra does not revoke a refresh token that was used (Microsoft identity platform, "refresh tokens"). Another server
// may, and may end the whole grant when a used one comes back (RFC 9700 section 4.14.2).

/** Integrations whose server was seen to refuse a refresh token because it had been used. */
const spending = new Set<string>();

/** Whether the server of one integration keeps used refresh tokens valid, so that one may be sent twice at once. */
export function keepsUsedTokens({ integrationId, cloud }: { integrationId: string; cloud: CloudId }): boolean {
  const { tokenRequests } = env();
  if (tokenRequests === 'one-by-one' || spending.has(integrationId)) return false;
  return tokenRequests === 'together' || !isSandbox(cloud);
}

/** Whether `keepsUsedTokens` holds for every integration there can be here. */
export function allKeepUsedTokens(): boolean {
  const { tokenRequests, sandboxLoginUrl } = env();
  if (spending.size > 0 || tokenRequests === 'one-by-one') return false;
  return tokenRequests === 'together' || sandboxLoginUrl === undefined;
}

/** Remembers a server that refused a used refresh token, for as long as this process runs. */
export function noteSpent(integrationId: string): void {
  spending.add(integrationId);
  const words = 'a refresh token was refused once it had been used: resources are asked one by one from now on';
  log().warn({ integration: integrationId, setting: 'TOKEN_REQUESTS=one-by-one' }, words);
}
