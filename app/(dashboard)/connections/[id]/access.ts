import { diffScopes, requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { missingOf } from '#lib/connections/missing';
import type { ConnectionDetail } from '#lib/connections/schema';
import type { IntegrationDetail } from '#lib/integrations/schema';

export type Access = {
  /** Asked for and not granted. */
  missing: string[];
  /** Asked for by the integration since this connection was made. */
  later: string[];
  /** Granted beyond what was asked. */
  extra: string[];
  /** Granted as asked. */
  granted: string[];
};

type Asked = Pick<ConnectionDetail, 'requestedScopes' | 'grantedScopes'>;
type Choice = Pick<IntegrationDetail, 'provider' | 'presets' | 'scopes' | 'exactScopes'>;

/** Sets what was asked against what was granted, and both against what the integration asks for by now. */
export function compareAccess({ requestedScopes: asked, grantedScopes }: Asked, now: Choice | undefined): Access {
  const had = { requested: asked, granted: grantedScopes };
  const missing = missingOf(asked, had);
  const { extra } = diffScopes(asked, grantedScopes);
  const asking = now ? requestedNames(requestedScopes(now)) : [];
  const later = missingOf(asking, had).filter((scope) => !missing.includes(scope));
  return { missing, later, extra, granted: grantedScopes.filter((scope) => !extra.includes(scope)) };
}
