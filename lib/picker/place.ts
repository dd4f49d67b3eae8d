import type { ConnectionDetail } from '#lib/connections/schema';
import { oneDriveGap, sharePointGap } from '#lib/connections/share-point';
import { PickerError } from './errors.ts';
import type { Entry, Place } from './schema.ts';

type Found = Pick<
  ConnectionDetail,
  'accountKind' | 'requestedScopes' | 'grantedScopes' | 'tokens' | 'hostLookup' | 'hostRetryAt'
>;

function unknownHost(of: Found, kind: 'root' | 'my'): PickerError {
  const gap = kind === 'root' ? sharePointGap(of) : oneDriveGap(of);
  return new PickerError('sharepoint_host_unknown', { message: gap && `${gap.message} ${gap.fix}` });
}

/** @throws PickerError `sharepoint_host_unknown` */
function hostOf(of: Found, kind: 'root' | 'my'): string {
  const known = of.tokens.find((token) => token.kind === `sharepoint-${kind}`);
  if (!known) throw unknownHost(of, kind);
  return known.resource;
}

/**
 * The address of a web (site), named in full or by its path on the host.
 * @throws PickerError `sharepoint_host_unknown`
 */
function webAt(of: Found, web: string, hosts: readonly string[]): string {
  const isFull = /^https?:\/\//i.test(web);
  const root = isFull ? undefined : hostOf(of, /^\/?personal\//i.test(web) ? 'my' : 'root');
  const url = URL.canParse(web, root) ? new URL(web, root) : undefined;
  if (url && hosts.includes(url.origin)) return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const message = `The web ${JSON.stringify(web)} is on none of this connection’s SharePoint hosts (${hosts.join(', ') || 'none is known'}).`;
  throw new PickerError('sharepoint_host_unknown', { message });
}

const isNamed: ReadonlySet<string> = new Set(['sharepoint-root', 'sharepoint-my']);

/**
 * The hosts for which a connection's picker may have tokens: those that Graph named, or for which Microsoft has given a
 * token.
 * @throws PickerError `app_only_not_allowed`, `personal_not_allowed`
 */
export function hostsOf({ accountKind, tokens }: Pick<Found, 'accountKind' | 'tokens'>): string[] {
  if (accountKind === 'tenant') throw new PickerError('app_only_not_allowed');
  if (accountKind === 'personal') throw new PickerError('personal_not_allowed');
  return tokens
    .filter(({ kind, expiresAt }) => isNamed.has(kind) || (kind === 'sharepoint-other' && expiresAt !== null))
    .map(({ resource }) => resource);
}

/**
 * Where Microsoft's picker opens for a connection.
 * @throws PickerError `sharepoint_host_unknown`, and as `hostsOf`
 */
export function placeOf(connection: Found, { sharePoint, oneDrive }: Entry): Place {
  const hosts = hostsOf(connection);
  const web = sharePoint?.byPath?.web;
  const baseUrl = web === undefined ? hostOf(connection, oneDrive ? 'my' : 'root') : webAt(connection, web, hosts);
  return { baseUrl, hosts };
}
