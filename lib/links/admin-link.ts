import type { Actor } from '#lib/audit/schema';
import type { ScopeChoice } from '#lib/catalogue/types';
import { db } from '#lib/db';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { registeredConsentUrl } from '#lib/microsoft/admin-consent';
import { findOpenChild, listAdminRows, listUnansweredRows, listWaitingRows, type WaitingLink } from './admin-store.ts';
import { inSeconds, insertAndRecord, insertWithToken, type LinkFacts, requireIntegration } from './create-link.ts';
import { LinkError } from './errors.ts';
import {
  type ConfigDefaults,
  type LinkLanguage,
  type LinkRow,
  type MadeLink,
  type NewAdminLink,
  newAdminLinkSchema,
} from './schema.ts';
import { lockLink } from './store.ts';
import { openLinkToken, urlOfToken } from './token.ts';

export type { WaitingLink } from './admin-store.ts';

const leastChildLife = 86_400;

/** A link that waits for an admin. */
type Parent = {
  id: string;
  expiresAt: Date;
  expectedTenant?: string | null | undefined;
  language?: LinkLanguage | null;
  configDefaults?: ConfigDefaults;
};

/**
 * The link on which an admin approves what `parent` waits for. An existing one is used again while it is valid;
 * otherwise a new one is made. It is valid as long as its parent and at least a day, since admins may take a while.
 */
export function createAdminLink(parent: Parent, integrationId: string): Promise<MadeLink> {
  return db().$transaction(async (tx) => {
    await lockLink(tx, parent.id);
    const open = await findOpenChild({ parentId: parent.id, integrationId }, tx);
    if (open) {
      const token = openLinkToken(open);
      return { id: open.id, token, url: urlOfToken(token), expiresAt: open.expiresAt };
    }
    const soonest = inSeconds(leastChildLife);
    const expiresAt = parent.expiresAt > soonest ? parent.expiresAt : soonest;
    const expectedTenant = parent.expectedTenant ?? undefined;
    const own = { parentId: parent.id, integrationIds: [integrationId], expiresAt, expectedTenant };
    const facts: LinkFacts = {
      kind: 'admin_consent',
      ...own,
      language: parent.language ?? undefined,
      configDefaults: parent.configDefaults ?? {},
    };
    return insertWithToken(tx, facts, 'system');
  });
}

/**
 * Limits the permissions to those of these presets. Without any preset, everything that the integration asks for is
 * kept.
 */
export function onlyPresets(choice: ScopeChoice, presets: readonly string[]): ScopeChoice {
  if (presets.length === 0) return choice;
  const { provider, permissionType = 'delegated' } = choice;
  return { provider, permissionType, presets, scopes: [], exactScopes: [] };
}

function requireAdmins({ displayName, accountTypes }: IntegrationDetail): void {
  if (accountTypes !== 'personal') return;
  throw new LinkError('no_admins', `${displayName} is for personal accounts, which have no administrator.`);
}

function requirePresets({ displayName, presets: own }: IntegrationDetail, presets: readonly string[]): void {
  const foreign = presets.find((preset) => !own.includes(preset));
  if (foreign) throw new LinkError('invalid_preset', `${displayName} does not ask for the preset "${foreign}".`);
}

/**
 * Makes a link on which an admin approves for a whole tenant before anybody connects.
 * @throws LinkError `invalid_integration`, `invalid_preset`, `no_admins`; ZodError when the input is not what
 * `newAdminLinkSchema` asks for.
 */
export async function createAdminConsentLink(input: NewAdminLink, actor: Actor): Promise<MadeLink> {
  const { integration: idOrKey, tenant: expectedTenant, life, ...rest } = newAdminLinkSchema.parse(input);
  const integration = await requireIntegration(idOrKey);
  requireAdmins(integration);
  requirePresets(integration, rest.presets);
  const where = { integrationIds: [integration.id], expectedTenant, expiresAt: inSeconds(life) };
  return insertAndRecord({ kind: 'admin_consent', ...rest, ...where }, actor);
}

const shown = 20;
const mostWaiting = 500;

/** The twenty newest admin-consent links that operators made for an integration. */
export function listConsentLinks(integrationId: string): Promise<LinkRow[]> {
  return listAdminRows(integrationId, shown);
}

/** The links that wait for an admin to approve an integration, at most five hundred. */
export function listWaitingLinks(integrationId: string): Promise<WaitingLink[]> {
  return listWaitingRows(integrationId, mostWaiting);
}

const mostUnanswered = 1_000;

/**
 * Links on which the admin of a tenant has not let an integration's app in yet, the newest of each tenant; the newest
 * thousand are looked at. An expired one counts while it names its tenant.
 */
export async function listUnansweredLinks(integrationId: string): Promise<LinkRow[]> {
  const rows = await listUnansweredRows(integrationId, mostUnanswered);
  return [...new Map(rows.toReversed().map((row) => [row.expectedTenant ?? row.id, row])).values()].toReversed();
}

type App = Pick<IntegrationDetail, 'cloud' | 'clientId' | 'tenantId'>;

/**
 * Microsoft's own consent URL, for admins who are not allowed to open our pages. Without `tenant`, it applies to the
 * tenant they sign in to.
 */
export function plainConsentUrl({ cloud, clientId, tenantId }: App, tenant?: string | null): string {
  return registeredConsentUrl({ cloud, clientId, tenant: tenantId ?? tenant ?? 'organizations' });
}
