import { z } from 'zod';

// A grant is kept as the cache that MSAL serialized when it was made. Refreshing needs one member of it only.

const msalCache = z.looseObject({
  RefreshToken: z.record(z.string(), z.looseObject({ secret: z.string() })).catch({}),
  Account: z.record(z.string(), z.looseObject({ home_account_id: z.string() })).catch({}),
});

/** What is read of a grant's cache. */
export type MsalCache = {
  /** Undefined when Microsoft gave none, as it does without `offline_access`. */
  refreshToken: string | undefined;
  /** MSAL's id of the account; it names the home tenant when Microsoft sent `client_info`. */
  homeAccountId: string | undefined;
  /**
   * The cache with another refresh token and without access and ID tokens. Those are stored elsewhere or not at all, and
   * MSAL does not need them to refresh.
   */
  withRefreshToken: (refreshToken: string) => string;
};

/** Reads a grant's cache, which is a few kilobytes of JSON, once. @throws SyntaxError when it is no JSON */
export function readMsalCache(cache: string): MsalCache {
  const { data } = msalCache.safeParse(JSON.parse(cache));
  const { RefreshToken = {}, ...rest } = data ?? {};
  const withRefreshToken = (secret: string) => {
    const entries = Object.entries(RefreshToken).map(([key, entry]) => [key, { ...entry, secret }]);
    return JSON.stringify({ ...rest, AccessToken: {}, IdToken: {}, RefreshToken: Object.fromEntries(entries) });
  };
  return {
    refreshToken: Object.values(RefreshToken)[0]?.secret,
    homeAccountId: Object.values(data?.Account ?? {})[0]?.home_account_id,
    withRefreshToken,
  };
}
