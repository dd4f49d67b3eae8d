import { z } from 'zod';
import type { Registration } from '#lib/integrations/schema';
import type { Grant } from '#lib/microsoft/client';
import { asMicrosoftError } from '#lib/microsoft/errors';
import { readTenantName } from '#lib/microsoft/graph';
import { type Identity, personalTenantId } from '#lib/microsoft/id-token';
import { findSharePointHosts, refreshSharePointToken } from '#lib/microsoft/sharepoint';
import { describeFailure } from './failure.ts';
import { backOff } from './refresh-lease.ts';
import type { Brought } from './save-store.ts';

const msalAccounts = z.object({ Account: z.record(z.string(), z.object({ home_account_id: z.string() })) });

/** A guest's home is another tenant than the one it signed in to; MSAL has it from `client_info`. */
function homeAccountOf({ cache }: Grant, { oid, tid }: Identity): string {
  const accounts = msalAccounts.safeParse(JSON.parse(cache)).data?.Account ?? {};
  return Object.values(accounts)[0]?.home_account_id ?? `${oid}.${tid}`;
}

/** Who the account is, beyond what its ID token says. */
export async function collectAccount(
  { cloud }: Registration,
  { identity, grant }: { identity: Identity; grant: Grant },
): Promise<Pick<Brought, 'identity'>> {
  const isPersonal = identity.tid === personalTenantId;
  const tenantName = isPersonal ? undefined : await readTenantName({ cloud, accessToken: grant.token.access_token });
  const accountKind = isPersonal ? ('personal' as const) : ('work' as const);
  return { identity: { ...identity, accountKind, tenantName, homeAccountId: homeAccountOf(grant, identity) } };
}

type Ask = Pick<Brought, 'identity'> & {
  grant: Grant;
  wantsTokens: boolean;
  /** What tokens of further resources are for: they are minted when somebody asks. */
  addresses: Readonly<Record<string, string>>;
};

/** The account's SharePoint hosts and what else the grant is to reach. */
export async function collectHosts(registration: Registration, ask: Ask): Promise<Pick<Brought, 'hosts' | 'cache'>> {
  const { hosts, cache } = await collectSharePoint(registration, ask);
  const resources = Object.values(ask.addresses).map((resource) => ({ resource, kind: 'resource' as const }));
  return { hosts: [...hosts, ...resources], cache };
}

/**
 * The account's SharePoint hosts, and the root host's token when the grant covers it. A host that refuses does not
 * fail the connection: Graph works, and the host is tried again later.
 */
async function collectSharePoint(
  registration: Registration,
  { identity, grant, wantsTokens }: Ask,
): Promise<Pick<Brought, 'hosts' | 'cache'>> {
  if (identity.accountKind === 'personal') return { hosts: [], cache: grant.cache };
  const named = await findSharePointHosts({ cloud: registration.cloud, accessToken: grant.token.access_token });
  const root = named.find(({ kind }) => kind === 'sharepoint-root');
  const others = named.filter((host) => host !== root);
  // Without a Sites permission there is no token to ask for, and no root host to keep.
  if (!root || !wantsTokens) return { hosts: others, cache: grant.cache };
  const ask = { cache: grant.cache, tid: identity.tid, resource: root.resource };
  const answer = await refreshSharePointToken(registration, ask).catch(asRefusal);
  const cache = answer.cache ?? grant.cache;
  if ('token' in answer) return { hosts: [{ ...root, token: answer.token }, ...others], cache };
  const retrySeconds = backOff(0, answer.refusal.facts.retryAfterSeconds);
  return { hosts: [{ ...root, failure: describeFailure(answer.refusal), retrySeconds }, ...others], cache };
}

const asRefusal = (error: unknown) => ({ cache: undefined, refusal: asMicrosoftError(error) });
