import { z } from 'zod';

// A grant is kept as the cache that MSAL serialized when it was made. Refreshing needs one member of it only.

const msalCache = z.looseObject({
  RefreshToken: z.record(z.string(), z.looseObject({ secret: z.string() })).catch({}),
  Account: z.record(z.string(), z.looseObject({ home_account_id: z.string() })).catch({}),
});
type MsalCache = z.infer<typeof msalCache>;

const read = (cache: string): MsalCache | undefined => msalCache.safeParse(JSON.parse(cache)).data;

/** The refresh token in a grant's cache; undefined when Microsoft gave none, as it does without `offline_access`. */
export function readRefreshToken(cache: string): string | undefined {
  return Object.values(read(cache)?.RefreshToken ?? {})[0]?.secret;
}

/** MSAL's id of the account in a grant's cache; it names the home tenant when Microsoft sent `client_info`. */
export function readHomeAccountId(cache: string): string | undefined {
  return Object.values(read(cache)?.Account ?? {})[0]?.home_account_id;
}

/**
 * The cache with another refresh token and without access and ID tokens. Those are stored elsewhere or not at all, and
 * MSAL does not need them to refresh.
 */
export function withRefreshToken(cache: string, refreshToken: string): string {
  const { RefreshToken = {}, ...rest } = read(cache) ?? {};
  const entries = Object.entries(RefreshToken).map(([key, entry]) => [key, { ...entry, secret: refreshToken }]);
  return JSON.stringify({ ...rest, AccessToken: {}, IdToken: {}, RefreshToken: Object.fromEntries(entries) });
}
