import type { Registration } from '#lib/integrations/schema';
import { type Grant, readHomeAccountId } from '#lib/microsoft/client';
import { asRefusal } from '#lib/microsoft/errors';
import { readTenantName } from '#lib/microsoft/graph';
import { type Identity, personalTenantId } from '#lib/microsoft/id-token';
import {
  askForHosts,
  type HostAnswers,
  isUnknownHost,
  NAMED_HOSTS,
  type NamedHost,
  pickHost,
  refreshSharePointToken,
} from '#lib/microsoft/sharepoint';
import { backOff, describeFailure } from '../failure.ts';
import { kindOf, lookupOf, reasonsOf, secondsUntilAsked, wantedHosts } from '../tokens/host-lookup.ts';
import type { Brought } from './save.ts';

/** Who the account is, beyond what its ID token says. */
export async function collectAccount(
  { cloud }: Registration,
  { identity, grant }: { identity: Identity; grant: Grant },
): Promise<Pick<Brought, 'identity'>> {
  const isPersonal = identity.tid === personalTenantId;
  const tenantName = isPersonal ? undefined : await readTenantName({ cloud, accessToken: grant.token.access_token });
  const accountKind = isPersonal ? ('personal' as const) : ('work' as const);
  // A guest's home is another tenant than the one it signed in to.
  const homeAccountId = readHomeAccountId(grant.cache) ?? `${identity.oid}.${identity.tid}`;
  return { identity: { ...identity, accountKind, tenantName, homeAccountId } };
}

type Ask = Pick<Brought, 'identity'> & {
  grant: Grant;
  grantedScopes: readonly string[];
  /** What tokens of further resources are for: they are minted when somebody asks. */
  addresses: Readonly<Record<string, string>>;
};

type Hosts = Pick<Brought, 'hosts' | 'cache' | 'lookup' | 'lookupRetrySeconds' | 'unnamed'>;

/** The account's SharePoint hosts and what else the grant is to reach. */
export async function collectHosts(registration: Registration, ask: Ask): Promise<Hosts> {
  const { hosts, ...collected } = await collectSharePoint(registration, ask);
  const resources = Object.values(ask.addresses).map((resource) => ({ resource, kind: 'resource' as const }));
  return { ...collected, hosts: [...hosts, ...resources] };
}

/**
 * The account's SharePoint hosts, and the root host's token when the grant covers it. A host that refuses, or that
 * nobody names, does not fail the connection: Graph works, and it is tried again later.
 */
async function collectSharePoint(registration: Registration, { identity, grant, grantedScopes }: Ask): Promise<Hosts> {
  const { cloud } = registration;
  const wanted = wantedHosts({ isPersonal: identity.accountKind === 'personal', grantedScopes });
  const answers = await askForHosts({ cloud, accessToken: grant.token.access_token }, wanted);
  const refused = new Set<string>();
  const found: { host: NamedHost; row: Brought['hosts'][number] }[] = [];
  let { cache } = grant;
  for (const host of wanted) {
    const candidate = pickHost(host, answers, { cloud, refused });
    if (!candidate) continue;
    const named = { resource: candidate.resource, kind: kindOf[host] };
    // The token of a OneDrive's host is asked for when somebody wants it; a host that is only implied has to be proved.
    const isAsked = host === 'root' || candidate.origin === 'implied';
    const brought: Answered = isAsked
      ? await askFor(registration, { cache, tid: identity.tid, ...named })
      : { row: named };
    cache = brought.cache ?? cache;
    if (brought.isUnknown && candidate.origin === 'implied') refused.add(candidate.resource);
    else found.push({ host, row: brought.row });
  }
  const missing = wanted.filter((host) => !found.some((one) => one.host === host));
  const hosts = found.map(({ row }) => row);
  return { hosts, cache, ...toldOf(answers, { missing, refused }) };
}

/** What Graph did not tell, and when it is asked again. */
function toldOf(answers: HostAnswers, { missing, refused }: { missing: NamedHost[]; refused: ReadonlySet<string> }) {
  const lookup = reasonsOf(lookupOf(answers, 1), { missing, refused });
  const unnamed = NAMED_HOSTS.filter((host) => lookup?.[host]).map((host) => kindOf[host]);
  return { lookup, unnamed, ...(missing.length > 0 && { lookupRetrySeconds: secondsUntilAsked(answers, missing, 0) }) };
}

type HostAsk = { cache: string; tid: string; resource: string; kind: 'sharepoint-root' | 'sharepoint-my' };
type Answered = { row: Brought['hosts'][number]; cache?: string | undefined; isUnknown?: boolean };

async function askFor(registration: Registration, { kind, ...ask }: HostAsk): Promise<Answered> {
  const answer = await refreshSharePointToken(registration, ask).catch(asRefusal);
  const named = { resource: ask.resource, kind };
  if ('token' in answer) return { row: { ...named, token: answer.token }, cache: answer.cache };
  const { refusal, cache } = answer;
  const retrySeconds = backOff(0, refusal.facts.retryAfterSeconds);
  const row = { ...named, failure: describeFailure(refusal), retrySeconds };
  return { row, cache, isUnknown: isUnknownHost(refusal) };
}
