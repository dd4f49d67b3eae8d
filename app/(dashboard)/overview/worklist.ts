import type { BrokenGroup } from '#lib/connections/connections';
import type { ConnectionRow } from '#lib/connections/schema';
import { type IntegrationRow, secretState } from '#lib/integrations/schema';
import { adminMessage, type Mending, mendingOf, mendingOfCode, mendingText } from '../connections/mending';
import { connectionsHref } from '../connections/query';
import { integrationPath, type Tab } from '../integrations/paths';
import { brokenRemedy, CREDENTIAL_WORDS, secretWords } from '../integrations/words';

type Sentence = {
  id: string;
  href: string;
  name: string;
  sentence: string;
  tone: 'danger' | 'warning';
  /** Since when, where that is known. */
  since?: Date;
  /** Who mends it and how. */
  mending?: string;
};

/** A problem that somebody has to solve: one sentence and one action. */
export type WorkItem = Sentence &
  (
    | { kind: 'integration' | 'group'; action: { label: string; href: string } }
    | {
        kind: 'connection';
        connection: Pick<ConnectionRow, 'id' | 'username' | 'integrationName' | 'endUser'>;
        /** The message for the customer's admin, who has to act before a link helps. */
        forAdmin?: string;
      }
  );

type Ranked = { rank: number; item: WorkItem };

// Problems that affect most people come first.
const ranks = { broken: 0, expired: 1, missing: 2, corrupt: 3, closed: 4, expiring: 5 } as const;

function integrationItem({ id, uniqueKey, displayName }: IntegrationRow, tab: Tab) {
  const href = integrationPath(uniqueKey, { tab });
  return { kind: 'integration' as const, id, href, name: displayName };
}

const affected = ({ connections: { total } }: IntegrationRow) =>
  total === 0 ? '' : ` ${total} ${total === 1 ? 'connection cannot be' : 'connections cannot be'} refreshed.`;

function ofBroken(row: IntegrationRow, broken: NonNullable<IntegrationRow['broken']>): Ranked {
  const { label, tab } = brokenRemedy(broken);
  const base = integrationItem(row, tab);
  const sentence = `${broken.reason}${affected(row)}`;
  return {
    rank: ranks.broken,
    item: { ...base, sentence, tone: 'danger', since: broken.at, action: { label, href: base.href } },
  };
}

function ofSecret(row: IntegrationRow, now: Date): Ranked[] {
  const state = secretState(row, now);
  if (state.kind === 'valid' || state.kind === 'unknown') return [];
  const base = integrationItem(row, 'credentials');
  const name = CREDENTIAL_WORDS[row.secret?.kind ?? 'client_secret'];
  const isExpiring = state.kind === 'expiring';
  const sentence = {
    missing: 'It has no credential, so nobody can connect.',
    expired: `Its ${name} ${secretWords(state).toLowerCase()}, and Microsoft refuses it.${affected(row)}`,
    expiring: `Its ${name} ${secretWords(state).toLowerCase()}. After that nothing is refreshed.`,
  }[state.kind];
  const action = { label: state.kind === 'missing' ? 'Add a credential' : 'Add another one', href: base.href };
  const tone = isExpiring ? ('warning' as const) : ('danger' as const);
  return [{ rank: ranks[state.kind], item: { ...base, sentence, tone, action } }];
}

function ofConnection(row: ConnectionRow): Ranked[] {
  if (row.status === 'healthy') return [];
  const { id, username, displayName, integrationName, endUser, statusReason, status } = row;
  const sentence = statusReason?.message ?? 'Microsoft no longer accepts this grant.';
  const rank = status === 'corrupt' ? ranks.corrupt : ranks.closed;
  const connection = { id, username, integrationName, endUser };
  const name = displayName && displayName !== username ? `${displayName}, ${username}` : username;
  const href = `/connections/${id}`;
  const mending = mendingOf(row);
  const item: WorkItem = {
    ...{ kind: 'connection', id, href, name, sentence, tone: 'danger', connection },
    ...(statusReason && { since: new Date(statusReason.at) }),
    ...(mending && { mending: mendingText(mending) }),
    ...(mending?.forAdmin && {
      forAdmin: adminMessage(mending.forAdmin, row),
    }),
  };
  return [{ rank, item }];
}

function groupText({ who, fix, isByLink }: Mending): string {
  if (!isByLink) return `Their admin has to act first. ${fix}`;
  return who === 'user' ? 'Each person mends theirs with a reauthorize link.' : fix;
}

/** Many connections with the same reason, which are mended together. */
function ofGroup(group: BrokenGroup, integrations: readonly IntegrationRow[]): Ranked[] {
  const integration = integrations.find(({ id }) => id === group.integrationId);
  if (!integration) return [];
  const { status, code, message, count, tenants, since } = group;
  const href = connectionsHref({ integration: integration.uniqueKey, status });
  const mending = status === 'corrupt' ? undefined : mendingOfCode(code, integration.cloud);
  const label = mending?.isByLink ? 'See them and create links' : 'See them';
  const whose = tenants === 1 ? 'in one tenant' : `in ${tenants.toLocaleString('en')} tenants`;
  const item: WorkItem = {
    kind: 'group',
    id: [group.integrationId, status, code].join(),
    href,
    name: `${count.toLocaleString('en')} ${count === 1 ? 'connection' : 'connections'} of ${integration.displayName}, ${whose}`,
    sentence: message ?? 'Microsoft no longer accepts these grants.',
    tone: 'danger',
    ...(since && { since }),
    ...(mending && { mending: groupText(mending) }),
    action: { label, href },
  };
  return [{ rank: status === 'corrupt' ? ranks.corrupt : ranks.closed, item }];
}

type Sources = {
  integrations: readonly IntegrationRow[];
  /** Connections one by one, or in groups where there are many. */
  connections?: readonly ConnectionRow[];
  groups?: readonly BrokenGroup[];
};

/** All problems that somebody has to solve, worst first; of equally bad ones the newest first. */
export function listWork({ integrations, connections = [], groups = [] }: Sources, now = new Date()): WorkItem[] {
  const ranked = [
    ...integrations.flatMap((row) => (row.broken ? [ofBroken(row, row.broken)] : ofSecret(row, now))),
    ...connections.flatMap(ofConnection),
    ...groups.flatMap((group) => ofGroup(group, integrations)),
  ];
  const since = ({ item }: Ranked) => item.since?.getTime() ?? 0;
  return ranked.sort((a, b) => a.rank - b.rank || since(b) - since(a)).map(({ item }) => item);
}
