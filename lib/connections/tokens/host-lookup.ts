import { grantsSharePoint } from '#lib/catalogue/schema';
import type { GraphRefusal } from '#lib/microsoft/graph';
import { type HostAnswers, NAMED_HOSTS, type NamedHost } from '#lib/microsoft/sharepoint';
import { backOff } from '../failure.ts';
import type { Failure, HostLookup } from '../schema.ts';

export const kindOf = { root: 'sharepoint-root', my: 'sharepoint-my' } as const satisfies Record<NamedHost, string>;

const readsFiles = (scopes: readonly string[]) => scopes.some((scope) => /^(Files|Sites)\./i.test(scope));

/**
 * The hosts that an account should have: personal accounts have no SharePoint, and the root host requires
 * `Sites.Read.All`.
 */
export function wantedHosts(of: { isPersonal: boolean; grantedScopes: readonly string[] }): NamedHost[] {
  if (of.isPersonal) return [];
  return NAMED_HOSTS.filter((host) =>
    host === 'root' ? grantsSharePoint(of.grantedScopes) : readsFiles(of.grantedScopes),
  );
}

type Words = { code: string; message: string; fix: string };

const again = 'Latchkey asks Graph again by itself.';
const byAddress =
  'A token for a host whose address you know can be asked for meanwhile: POST /api/connections/{id}/token.';

const words: Readonly<Record<NamedHost, Readonly<Record<number | 'other', Words>>>> = {
  root: {
    403: {
      code: 'root_site_forbidden',
      message: "Graph does not name the organization's root site, because this account may not open it",
      fix: `Have an admin let the account read the root site, or give it a OneDrive: its address names the host too. ${again} ${byAddress}`,
    },
    404: {
      code: 'root_site_missing',
      message: 'Graph finds no root site for this account: the organization has none, or the account has no licence',
      fix: `Give the account a SharePoint licence, or a OneDrive: its address names the host too. ${again}`,
    },
    423: {
      code: 'root_site_locked',
      message: "Graph does not name the organization's root site, because the site is locked",
      fix: `Have an admin unlock the root site in the SharePoint admin center. ${again} ${byAddress}`,
    },
    other: {
      code: 'root_site_refused',
      message: "Graph does not name the organization's root site",
      fix: `${again} ${byAddress}`,
    },
  },
  my: {
    404: {
      code: 'no_onedrive',
      message: 'This account has no OneDrive: it has no licence for one, or nobody has opened it yet',
      fix: `Give the account a licence, or let the person open their OneDrive once. ${again}`,
    },
    423: {
      code: 'onedrive_locked',
      message: 'Graph does not name the OneDrive of this account, because it is locked',
      fix: `Have an admin unlock it in the SharePoint admin center. ${again}`,
    },
    other: {
      code: 'onedrive_refused',
      message: 'Graph does not name the OneDrive of this account',
      fix: `See in the SharePoint admin center whether the account may use OneDrive. ${again}`,
    },
  },
};

const passing: Words = {
  code: 'graph_unavailable',
  message: 'Graph could not say which SharePoint hosts this account has',
  fix: 'Nothing to do: it is asked again by itself.',
};

function detailOf({ status, code }: GraphRefusal): string {
  if (status === undefined) return 'it did not answer';
  return code ? `HTTP ${status}, ${code}` : `HTTP ${status}`;
}

/** Why a host is unknown, in a sentence. */
export function describeRefusal(host: NamedHost, refusal: GraphRefusal, now = new Date()): Failure {
  const known = refusal.isPassing ? passing : (words[host][refusal.status ?? 0] ?? words[host].other);
  if (!known) throw new Error(`No words for ${host}.`);
  const { code, message, fix } = known;
  return { code, message: `${message} (${detailOf(refusal)}).`, fix, at: now.toISOString() };
}

/** What Graph did not return, as stored with the connection; undefined if it answered everything. */
export function lookupOf(answers: HostAnswers, failures: number): HostLookup | undefined {
  const refused = NAMED_HOSTS.flatMap((host) => {
    const answer = answers[host];
    return answer && 'refusal' in answer ? [[host, describeRefusal(host, answer.refusal)] as const] : [];
  });
  return refused.length === 0 ? undefined : { ...Object.fromEntries(refused), failures };
}

/**
 * Like `lookupOf`, and also says for a missing host if Entra does not know the one derived from the other host's name.
 */
export function reasonsOf(
  lookup: HostLookup | undefined,
  { missing, refused }: { missing: readonly NamedHost[]; refused: Iterable<string> },
): HostLookup | undefined {
  const [implied] = refused;
  if (!lookup || !implied) return lookup;
  const { host: name } = new URL(implied);
  const reasons = missing.flatMap((host) => {
    const failure = lookup[host];
    if (!failure) return [];
    const message = `${failure.message} The address of its other host suggests ${name}, which Microsoft does not know in this organization (AADSTS500011).`;
    return [[host, { ...failure, message }] as const];
  });
  return { ...lookup, ...Object.fromEntries(reasons) };
}

/** Whether the account should have a root host that is known neither from Graph nor from another host's name. */
export function isRootMissing({
  hosts,
  lookup,
}: {
  hosts: readonly { kind: string }[];
  lookup: HostLookup | undefined;
}) {
  return lookup?.root !== undefined && !hosts.some(({ kind }) => kind === kindOf.root);
}

const sixHours = 21_600;

/** Seconds until Graph is asked again for `missing` hosts. The intervals grow while it keeps refusing. */
export function secondsUntilAsked(answers: HostAnswers, missing: readonly NamedHost[], failures: number): number {
  const refusals = missing.flatMap((host) => {
    const answer = answers[host];
    return answer && 'refusal' in answer ? [answer.refusal] : [];
  });
  const retryAfter = Math.max(0, ...refusals.map(({ retryAfterSeconds = 0 }) => retryAfterSeconds));
  if (retryAfter > 0) return backOff(failures, retryAfter);
  if (refusals.some(({ isPassing }) => isPassing) || failures < 8) return backOff(failures);
  return Math.min(backOff(8) * 2 ** (failures - 8), sixHours);
}
