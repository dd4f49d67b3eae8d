import { RESOURCES } from '#lib/catalogue/resources';
import type { ConnectionDetail, EventType, TokenCard } from '#lib/connections/schema';

type TokenWords = { title: string; description: string };

const titles: Record<Exclude<TokenCard['kind'], 'resource'>, TokenWords> = {
  graph: { title: 'Graph token', description: 'For Microsoft Graph: files, sites, mail, people.' },
  'sharepoint-root': {
    title: 'SharePoint token',
    description: 'For team sites and File Picker v8 on this host. Your backend finds it in connection_config.',
  },
  'sharepoint-my': {
    title: 'SharePoint token, OneDrive',
    description: 'For the personal OneDrive host: File Picker v8 opens there.',
  },
  'sharepoint-other': {
    title: 'SharePoint token, further host',
    description: 'For another host of the organization, such as one of its other regions, that your backend asked for.',
  },
};

/** The name and purpose of a token. */
export function tokenWords({ kind, resource }: Pick<TokenCard, 'kind' | 'resource'>): TokenWords {
  if (kind !== 'resource') return titles[kind];
  const known = RESOURCES.find(({ address }) => Object.values(address).includes(resource));
  const title = known ? `${known.title} token` : 'Dataverse token';
  return { title, description: 'Minted when somebody asks: POST /api/connections/{id}/token with this resource.' };
}

export const eventWords: Record<EventType, string> = {
  connected: 'Connected',
  connected_again: 'Connected again',
  reauthorized: 'Reauthorized',
  refresh_failed: 'A refresh failed',
  needs_reauthorization: 'Needs reauthorization',
  recovered: 'Microsoft accepts it again',
  scopes_changed: 'Other permissions are granted',
  sites_changed: 'Released sites changed',
  sharepoint_missing: 'No SharePoint token',
  sharepoint_gained: 'SharePoint token received',
  sharepoint_moved: 'SharePoint has another address',
  resource_missing: 'No token for a resource',
  refreshed_by_hand: 'Refreshed by hand',
  revealed: 'A token was revealed',
  metadata_changed: 'Metadata changed',
  imported: 'Imported',
  details_changed: 'End user or tags changed',
  corrupt: 'What is stored cannot be opened',
  new_account_seen: 'Another account signed in under the same address',
  new_account_allowed: 'The new account was allowed',
  new_account_taken: 'Continues with the new account, as allowed',
  readable_again: 'What is stored opens again',
};

type Whose = Pick<ConnectionDetail, 'accountKind' | 'tenantName' | 'tid'>;

/** The tenant an account belongs to, in a few words. */
export function tenantWords({ accountKind, tenantName, tid }: Whose): string {
  if (accountKind === 'personal') return 'Personal Microsoft account';
  return tenantName ?? tid;
}

/** Who did something, from the actor in a timeline or audit row. */
export function actorWords(actor: string): string {
  const [kind, ...rest] = actor.split(':');
  const name = rest.join(':');
  if (kind === 'operator' && name) return name;
  if (kind === 'api-key' && name) return `the API key ${name}`;
  // The admin of a tenant, who is no operator.
  if (rest.length === 0 && actor.includes('@')) return actor;
  return kind === 'console' ? 'the command line' : 'Latchkey';
}
