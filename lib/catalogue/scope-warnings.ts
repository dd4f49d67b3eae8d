import { type AccountTypes, includesPersonal } from '#lib/account-types';
import { type CloudId, cloudTraits } from '#lib/clouds';
import { releasesMailboxes } from './application-presets.ts';
import { MOST_FOR_PERSONAL, requiredAccess } from './registration/access.ts';
import { findResource, RESOURCES, resourceAddress } from './resources.ts';
import {
  describeScope,
  isOidcScope,
  labelScope,
  requestedNames,
  requestedResources,
  requestedScopes,
} from './schema.ts';
import { parseScope } from './scope-names.ts';
import type { ScopeChoice } from './types.ts';

/** The accounts that are asked for permissions, and their cloud. */
export type Audience = { accountTypes: AccountTypes; cloud: CloudId };

export type ScopeWarning = {
  kind: 'personal' | 'admin' | 'policy' | 'unknown' | 'limit' | 'address' | 'certificate' | 'wider';
  /** The permission it is about, or the title of the API. */
  scope: string;
  message: string;
};

/** Registrations open to personal accounts take less (Entra, "Validation differences by supported account types"). */
const limits = {
  personal: { perResource: MOST_FOR_PERSONAL, inAll: 200 },
  organizations: { perResource: 400, inAll: 400 },
} as const;
const nearMargin = 5;

/** Whether personal accounts are among those that connect: they exist in the worldwide cloud only. */
export function admitsPersonal({ accountTypes, cloud }: Audience): boolean {
  return includesPersonal(accountTypes) && cloudTraits(cloud).hasPersonalAccounts;
}

function warningsOf(scope: string, audience: Audience): ScopeWarning[] {
  const { bare, known } = parseScope(scope);
  const name = labelScope(scope);
  if (bare === '.default' || isOidcScope(scope)) return [];
  if (!known) return [{ kind: 'unknown', scope, message: `${name} is not in the catalogue. Check its spelling.` }];
  const warnings: ScopeWarning[] = [];
  if (admitsPersonal(audience) && !known.personalAccounts) {
    const message = `${name} is for work and school accounts. Personal accounts cannot use it, and Microsoft may refuse their sign-in over it.`;
    warnings.push({ kind: 'personal', scope: name, message });
  }
  if (audience.accountTypes === 'personal') return warnings;
  if (known.adminConsent) {
    const message = `Only an admin can grant ${name}. Send the admin-consent link.`;
    warnings.push({ kind: 'admin', scope: name, message });
  } else if (known.blockedByManagedPolicy) {
    const message = `Tenants that let Microsoft manage consent let only an admin grant ${name}.`;
    warnings.push({ kind: 'policy', scope: name, message });
  }
  return warnings;
}

/** Lists what an operator should know about these scopes before asking such accounts for them. */
export function scopeWarnings(scopes: readonly string[], audience: Audience): ScopeWarning[] {
  return scopes.flatMap((scope) => warningsOf(scope, audience));
}

export type PermissionCount = { title: string; count: number; limit: number };

/** Counts, API by API, what the registration must list for a choice, against what Microsoft lets it list. */
export function permissionCounts(choice: ScopeChoice, audience: Audience): PermissionCount[] {
  const limit = limits[admitsPersonal(audience) ? 'personal' : 'organizations'].perResource;
  return requiredAccess(choice).access.map(({ title, permissions }) => ({ title, count: permissions.length, limit }));
}

const onlyRegistered =
  'Only permissions listed in the registration count: list those that matter most there, and people are asked for the others all the same when they connect.';

function countWarning({ title, count, limit }: PermissionCount): ScopeWarning[] {
  if (count < limit - nearMargin) return [];
  const rule = `a registration open to these accounts takes at most ${limit} permissions of one API`;
  const message =
    count > limit
      ? `${count} permissions of ${title} are asked, and ${rule}. ${onlyRegistered}`
      : `${count} permissions of ${title} are asked; ${rule}.`;
  return [{ kind: 'limit', scope: title, message }];
}

function limitWarnings(choice: ScopeChoice, audience: Audience): ScopeWarning[] {
  const counts = permissionCounts(choice, audience);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const { inAll } = limits[admitsPersonal(audience) ? 'personal' : 'organizations'];
  const rule = `a registration open to these accounts takes at most ${inAll}`;
  const message = `${all} permissions are asked in all, and ${rule}. ${onlyRegistered}`;
  return [
    ...counts.flatMap(countWarning),
    ...(all > inAll ? [{ kind: 'limit' as const, scope: 'All permissions', message }] : []),
  ];
}

type Addresses = { resourceUrls: Readonly<Record<string, string>> };

/** The resources of a choice whose address an operator may name. */
export function addressedResources(choice: ScopeChoice) {
  const { others } = requestedScopes(choice);
  return RESOURCES.filter(({ id, addressHint }) => addressHint && others.some(({ resource }) => resource === id));
}

function addressWarnings(choice: ScopeChoice, { cloud, resourceUrls }: Audience & Addresses): ScopeWarning[] {
  return addressedResources(choice).flatMap(({ id }) => {
    if (resourceAddress(id, { cloud, urls: resourceUrls })) return [];
    const { title } = findResource(id);
    const message = `${title} needs the address of an environment. Enter it here, where all connections share one, or name it in every connect session as environmentUrl.`;
    return [{ kind: 'address', scope: title, message }];
  });
}

const everyMailbox = /^(Mail|Calendars|Contacts|MailboxSettings)\.|(^|\/)full_access_as_app$/;
const everySite = /(^|\/)(Sites\.(Read|ReadWrite|FullControl)|Files\.(Read|ReadWrite))\.All$/;

/** Permissions that hold everywhere make it pointless to release single sites or mailboxes beside them. */
function widerWarnings({ presets }: ScopeChoice, asked: readonly string[]): ScopeWarning[] {
  const list = (names: readonly string[]) => names.map(labelScope).join(', ');
  const mail = releasesMailboxes(presets) ? asked.filter((scope) => everyMailbox.test(scope)) : [];
  const isBySite = asked.some((scope) => /(^|\/)Sites\.Selected$/.test(scope));
  const sites = isBySite ? asked.filter((scope) => everySite.test(scope)) : [];
  const rows = [
    { what: 'mailbox', names: mail },
    { what: 'site', names: sites },
  ];
  return rows
    .filter(({ names }) => names.length > 0)
    .map(({ what, names }) => ({
      kind: 'wider',
      scope: list(names),
      message: `${list(names)} reaches every ${what}, so releasing single ones limits nothing. Ask for one or the other.`,
    }));
}

/** Application permissions are always granted by an admin, so only other obstacles are reported. */
function ofTenants(choice: ScopeChoice, asked: readonly string[]): ScopeWarning[] {
  const unknown = asked.filter((scope) => !describeScope(scope, 'application') && !/(^|\/)\.default$/.test(scope));
  const message =
    "SharePoint's own REST API refuses an app that proved itself by a client secret. Add a certificate or a federated credential under Credentials before the first tenant connects; Graph takes it as well.";
  const certificate: ScopeWarning = { kind: 'certificate', scope: 'SharePoint', message };
  return [
    ...unknown.map((scope) => ({ kind: 'unknown' as const, scope, message: `${scope} is not in the catalogue.` })),
    ...(requestedResources(choice).includes('sharepoint') ? [certificate] : []),
    ...widerWarnings(choice, asked),
  ];
}

/** All warnings about a choice for such accounts, the limits of a registration included. */
export function choiceWarnings(choice: ScopeChoice, of: Audience & Addresses): ScopeWarning[] {
  const asked = requestedNames(requestedScopes(choice));
  const named = choice.permissionType === 'application' ? ofTenants(choice, asked) : scopeWarnings(asked, of);
  return [...named, ...addressWarnings(choice, of), ...limitWarnings(choice, of)];
}
