import { diffScopes, requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { missingOf } from '#lib/connections/missing';
import type { ConnectionDetail } from '#lib/connections/schema';
import type { IntegrationDetail } from '#lib/integrations/schema';

export type Access = {
  /** Requested, but not granted. */
  missing: string[];
  /** Requested by the integration only since this connection was made. */
  later: string[];
  /** Granted, but not requested. */
  extra: string[];
  /** Requested and granted. */
  granted: string[];
};

type Asked = Pick<ConnectionDetail, 'requestedScopes' | 'grantedScopes'>;
type Choice = Pick<IntegrationDetail, 'provider' | 'presets' | 'scopes' | 'exactScopes'>;

/** Compares the requested permissions with the granted ones, and both with what the integration requests now. */
export function compareAccess({ requestedScopes: asked, grantedScopes }: Asked, now: Choice | undefined): Access {
  const had = { requested: asked, granted: grantedScopes };
  const missing = missingOf(asked, had);
  const { extra } = diffScopes(asked, grantedScopes);
  const asking = now ? requestedNames(requestedScopes(now)) : [];
  const later = missingOf(asking, had).filter((scope) => !missing.includes(scope));
  return { missing, later, extra, granted: grantedScopes.filter((scope) => !extra.includes(scope)) };
}

/**
 * The comparison in a sentence. What is granted now is known only of a healthy connection: the consent may have been
 * removed at Microsoft since.
 */
export function accessSummary(
  { missing, later }: Pick<Access, 'missing' | 'later'>,
  { status }: Pick<ConnectionDetail, 'status'>,
): string {
  if (missing.length > 0) return 'Microsoft granted less than was requested.';
  const granted =
    status === 'healthy'
      ? 'Everything requested was granted.'
      : 'When last connected, everything requested was granted.';
  return later.length > 0 ? `${granted} The integration has asked for more since.` : granted;
}
