import type { Registration } from '#lib/integrations/schema';
import type { LinkForAttempt } from '#lib/links/schema';
import { findCloud, findTenantId } from '#lib/microsoft/clouds';
import type { Identity } from '#lib/microsoft/id-token';
import { ConnectionError } from './errors.ts';
import { findAccountToReauthorize } from './store.ts';

export type Mismatch = { account: string; expected: string };

/**
 * Whether another account signed in than the link asks for. Tenants are compared by `tid`, people by
 * `preferred_username` (never `email`, which anybody may set), reauthorizations by `tid` and `oid`.
 */
export async function checkAccount(
  identity: Identity,
  link: LinkForAttempt,
  registration: Registration,
): Promise<Mismatch | undefined> {
  const account = identity.username;
  if (link.kind === 'reauthorize') {
    const known = link.connectionId ? await findAccountToReauthorize(link.connectionId) : undefined;
    if (!known) throw new ConnectionError('not_found');
    if (known.tid !== identity.tid || known.oid !== identity.oid) return { account, expected: known.username };
  }
  if (link.expectedEmail && link.expectedEmail !== account.toLowerCase())
    return { account, expected: link.expectedEmail };
  if (!link.expectedTenant) return undefined;
  const tenant = await findTenantId(findCloud(registration.cloud), link.expectedTenant);
  return tenant === identity.tid ? undefined : { account, expected: link.expectedTenant };
}
