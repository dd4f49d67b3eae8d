import type { Registration } from '#lib/integrations/schema';
import type { LinkForAttempt } from '#lib/links/schema';
import { findCloud, findTenantId } from '#lib/microsoft/clouds';
import type { Identity } from '#lib/microsoft/id-token';
import { ConnectionError } from './errors.ts';
import { findAccountToReauthorize } from './store.ts';

type Asked = Pick<LinkForAttempt, 'kind' | 'connectionId' | 'expectedEmail' | 'expectedTenant'>;
type App = Pick<Registration, 'accountTypes' | 'tenantId' | 'cloud'>;

export type Mismatch = { account: string; expected: string };

/**
 * Whether another account signed in than the link asks for. Tenants are compared by `tid`, people by
 * `preferred_username` (never `email`, which anybody may set), reauthorizations by `tid` and `oid`.
 */
export async function checkAccount(identity: Identity, link: Asked, registration: App): Promise<Mismatch | undefined> {
  const account = identity.username;
  if (link.kind === 'reauthorize') {
    const known = link.connectionId ? await findAccountToReauthorize(link.connectionId) : undefined;
    if (!known) throw new ConnectionError('not_found');
    if (known.tid !== identity.tid || known.oid !== identity.oid) return { account, expected: known.username };
  }
  if (link.expectedEmail && link.expectedEmail !== account.toLowerCase())
    return { account, expected: link.expectedEmail };
  const expected = await findOtherTenant(identity.tid, link, registration);
  return expected === undefined ? undefined : { account, expected };
}

/** The tenant that should have signed in and did not: the link's, or the only one of a single-tenant app. */
async function findOtherTenant(
  tid: string,
  { expectedTenant }: Asked,
  { accountTypes, tenantId, cloud }: App,
): Promise<string | undefined> {
  const tenants = [expectedTenant, accountTypes === 'single-tenant' ? tenantId : null];
  for (const tenant of tenants) if (tenant && (await findTenantId(findCloud(cloud), tenant)) !== tid) return tenant;
  return undefined;
}
