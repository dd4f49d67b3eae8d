import type { Registration } from '#lib/integrations/schema';
import type { LinkForAttempt } from '#lib/links/schema';
import { findCloud, findTenantId } from '#lib/microsoft/clouds';
import type { Identity } from '#lib/microsoft/id-token';
import { findAccountToReauthorize, isAllowed, isMadeAnew, isSame } from '../account.ts';
import { ConnectionError } from '../errors.ts';

type Asked = Pick<LinkForAttempt, 'kind' | 'connectionId' | 'expectedEmail'>;
type App = Pick<Registration, 'accountTypes' | 'tenantId' | 'cloud'>;

export type Mismatch = { account: string; expected: string } | { account: string; isMadeAnew: true };

/** A tenant that is to sign in, as somebody wrote it, and its id; none: Microsoft knows no such tenant. */
export type ExpectedTenant = { name: string; tid: string | undefined };

/**
 * The tenants that are to sign in: the link's, and the only one of a single-tenant app. To be asked for before anything
 * is redeemed: while Microsoft cannot say which they are, nobody can be told a wrong account. @throws HttpFailure
 */
export async function findExpectedTenants(
  { expectedTenant }: Pick<LinkForAttempt, 'expectedTenant'>,
  { accountTypes, tenantId, cloud }: App,
): Promise<ExpectedTenant[]> {
  const names = [expectedTenant, accountTypes === 'single-tenant' ? tenantId : null].filter((name) => name !== null);
  return Promise.all(names.map(async (name) => ({ name, tid: await findTenantId(findCloud(cloud), name) })));
}

async function checkKnown(identity: Identity, connectionId: string | null): Promise<Mismatch | undefined> {
  const known = connectionId ? await findAccountToReauthorize(connectionId) : undefined;
  if (!known) throw new ConnectionError('not_found');
  if (isSame(known, identity)) return undefined;
  if (!isMadeAnew(known, identity)) return { account: identity.username, expected: known.username };
  return isAllowed(known.newAccount, identity) ? undefined : { account: identity.username, isMadeAnew: true };
}

/**
 * Whether another account signed in than the link asks for. Tenants are compared by `tid`, people by
 * `preferred_username` (never `email`, which anybody may set), reauthorizations by `tid` and `oid`. An account that was
 * made anew under its address is another one until an operator allows exactly it.
 */
export async function checkAccount(
  identity: Identity,
  link: Asked,
  tenants: readonly ExpectedTenant[],
): Promise<Mismatch | undefined> {
  const account = identity.username;
  if (link.kind === 'reauthorize') {
    const mismatch = await checkKnown(identity, link.connectionId);
    if (mismatch) return mismatch;
  }
  if (link.expectedEmail && link.expectedEmail !== account.toLowerCase())
    return { account, expected: link.expectedEmail };
  const other = tenants.find(({ tid }) => tid !== identity.tid);
  return other && { account, expected: other.name };
}
