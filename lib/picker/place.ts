import { findResource } from '#lib/catalogue/resources';
import { resourceOf } from '#lib/catalogue/scope-names';
import { type CloudId, isSandbox } from '#lib/clouds';
import type { ConnectionDetail } from '#lib/connections/schema';
import { oneDriveGap, sharePointGap } from '#lib/connections/share-point';
import { findCloud } from '#lib/microsoft/clouds';
import { PickerError } from './errors.ts';
import type { Entry, Place } from './schema.ts';

type Found = Pick<
  ConnectionDetail,
  'accountKind' | 'cloud' | 'requestedScopes' | 'grantedScopes' | 'tokens' | 'hostLookup' | 'hostRetryAt'
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

const personal = findResource('onedrive').address.global ?? '';

/** Where a personal account's picker is; the sandbox's stands on a host of its own. */
function personalPicker(cloud: CloudId): string {
  if (!isSandbox(cloud)) return personal;
  const { hostname, pathname } = new URL(personal);
  const { port } = new URL(findCloud(cloud).loginUrl);
  return `http://${hostname.replace(/com$/, 'localhost')}:${port}${pathname}`;
}

/**
 * Where the picker of a personal account opens (OneDrive developer documentation, "OneDrive Consumer Configuration").
 * @throws PickerError `onedrive_scope_missing`
 */
function personalPlace({ cloud, requestedScopes }: Pick<Found, 'cloud' | 'requestedScopes'>): Place {
  // Graph's token says nothing about permissions of another API; what was asked is what the consent included.
  if (!requestedScopes.some((scope) => resourceOf(scope) === 'onedrive'))
    throw new PickerError('onedrive_scope_missing');
  const baseUrl = personalPicker(cloud);
  return { baseUrl, pickerUrl: baseUrl, hosts: [new URL(baseUrl).origin], only: personal };
}

type Anywhere = Pick<Found, 'accountKind' | 'cloud' | 'requestedScopes' | 'tokens'>;

/** The hosts that Graph named, or for which Microsoft has given a token. */
const sharePointHosts = ({ tokens }: Pick<Found, 'tokens'>) =>
  tokens
    .filter(({ kind, expiresAt }) => isNamed.has(kind) || (kind === 'sharepoint-other' && expiresAt !== null))
    .map(({ resource }) => resource);

/**
 * The addresses at which a connection's picker may open.
 * @throws PickerError `app_only_not_allowed`, `onedrive_scope_missing`
 */
export function addressesOfPicker(connection: Anywhere): string[] {
  if (connection.accountKind === 'tenant') throw new PickerError('app_only_not_allowed');
  return connection.accountKind === 'personal' ? [personalPlace(connection).baseUrl] : sharePointHosts(connection);
}

/**
 * Where Microsoft's picker opens for a connection, and for which resources it may have tokens.
 * @throws PickerError `sharepoint_host_unknown`, `personal_place_unknown`, and as `addressesOfPicker`
 */
export function placeOf(connection: Found, { sharePoint, oneDrive }: Entry): Place {
  if (connection.accountKind === 'tenant') throw new PickerError('app_only_not_allowed');
  if (connection.accountKind === 'personal') {
    if (!oneDrive) throw new PickerError('personal_place_unknown');
    return personalPlace(connection);
  }
  const hosts = sharePointHosts(connection);
  const web = sharePoint?.byPath?.web;
  const baseUrl = web === undefined ? hostOf(connection, oneDrive ? 'my' : 'root') : webAt(connection, web, hosts);
  return { baseUrl, pickerUrl: `${baseUrl}/_layouts/15/FilePicker.aspx`, hosts };
}
