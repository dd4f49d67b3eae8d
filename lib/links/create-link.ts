import { z } from 'zod';
import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { addressesOf, dataverseOrigin } from '#lib/catalogue/resources';
import { requestedScopes } from '#lib/catalogue/schema';
import { noteChange } from '#lib/changes';
import { db, type Transaction } from '#lib/db';
import { isGuid } from '#lib/guid';
import { newId } from '#lib/ids';
import { findIntegration, findIntegrationById } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { LinkError } from './errors.ts';
import { recordStep } from './link-activity.ts';
import {
  type ConfigDefaults,
  type EndUser,
  linkLife,
  type MadeLink,
  type NewLink,
  newLinkSchema,
  type Overrides,
  type Tags,
} from './schema.ts';
import { insertLink, type NewLinkRow } from './store.ts';
import { newLinkToken, urlOfToken } from './token.ts';

/** An integration by its id or unique key. @throws LinkError `invalid_integration` */
export async function requireIntegration(idOrKey: string): Promise<IntegrationDetail> {
  const byId = isGuid(idOrKey) ? await findIntegrationById(idOrKey.toLowerCase()) : undefined;
  const found = byId ?? (await findIntegration(idOrKey));
  if (!found) throw new LinkError('invalid_integration', `There is no integration ${JSON.stringify(idOrKey)}.`);
  return found;
}

export const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);

export type LinkFacts = Omit<NewLinkRow, 'id' | 'tokenHash' | 'sealedToken' | 'createdBy'>;

/** Stores a link with a new token and its audit row. Only the result holds the token in plain text. */
export async function insertWithToken(tx: Transaction, facts: LinkFacts, actor: Actor): Promise<MadeLink> {
  const id = newId();
  const { token, ...stored } = newLinkToken(id);
  await insertLink(tx, { id, ...stored, ...facts, createdBy: actor });
  await noteChange('link', facts.parentId ?? id, tx);
  const detail = { kind: facts.kind, integrations: facts.integrationIds, expiresAt: facts.expiresAt.toISOString() };
  await audit(tx, { actor, action: 'link.created', subject: `link:${id}`, detail });
  return { id, token, url: urlOfToken(token), expiresAt: facts.expiresAt };
}

// In milliseconds. Links made in large numbers wait for a database connection.
export const patience = { maxWait: 10_000, timeout: 30_000 };

/** Stores a link with a new token in a transaction of its own and records it for the Activity page. */
export async function insertAndRecord(facts: LinkFacts, actor: Actor): Promise<MadeLink> {
  const made = await db().$transaction((tx) => insertWithToken(tx, facts, actor), patience);
  const [first, ...more] = facts.integrationIds;
  const integrationId = more.length === 0 ? first : undefined;
  recordStep({ linkId: made.id, integrationId, connectionId: facts.connectionId }, 'created');
  return made;
}

const environment = z.object({ environmentUrl: z.string().optional().catch(undefined) });

/**
 * @throws LinkError `resource_url_missing`, `environment_url` when an integration lacks an address that it needs for
 * this link
 */
function requireAddresses(integration: IntegrationDetail, defaults: ConfigDefaults): void {
  const { cloud, resourceUrls, uniqueKey } = integration;
  const { environmentUrl } = environment.parse(defaults[uniqueKey]?.connection_config ?? {});
  const resources = requestedScopes(integration).others.map(({ resource }) => resource);
  const origin = environmentUrl ? dataverseOrigin(environmentUrl, cloud) : undefined;
  if (environmentUrl && !origin && resources.includes('dataverse')) throw new LinkError('environment_url');
  const urls = { ...resourceUrls, ...(origin && { dataverse: origin }) };
  if (addressesOf(resources, { cloud, urls }).missing.length > 0) throw new LinkError('resource_url_missing');
}

type WhoseTenant = {
  adminSignIn?: boolean | undefined;
  expectedTenant?: string | undefined;
  expectedEmail?: string | undefined;
};

/**
 * Whether the admin of a tenant also signs in: as the link says, or else its integrations. Only a link that names its
 * tenant, and no account, can do without. @throws LinkError `admin_unknown`
 */
function signsAdminIn(link: WhoseTenant, integrations: readonly IntegrationDetail[]): boolean {
  const isNamed = Boolean(link.expectedTenant) && !link.expectedEmail;
  if (link.adminSignIn === false && !isNamed) throw new LinkError('admin_unknown');
  return link.adminSignIn ?? (!isNamed || integrations.length === 0 || integrations.some((one) => one.adminSignIn));
}

/**
 * Makes a connect link. Its token is stored hashed and sealed.
 * @throws LinkError `invalid_integration`, `resource_url_missing`, `environment_url`; ZodError when the input is not what
 * `newLinkSchema` asks for.
 */
export async function createLink(input: NewLink, actor: Actor): Promise<MadeLink> {
  const { integrations, life, ...rest } = newLinkSchema.parse(input);
  const found = await Promise.all(integrations.map(requireIntegration));
  for (const integration of found) requireAddresses(integration, rest.configDefaults);
  const adminSignIn = signsAdminIn(rest, found);
  const integrationIds = [...new Set(found.map(({ id }) => id))];
  const facts: LinkFacts = { ...rest, adminSignIn, kind: 'connect', integrationIds, expiresAt: inSeconds(life) };
  return insertAndRecord(facts, actor);
}

/** Optional settings of a reauthorize link. End user and tags, if given, replace those of the connection. */
type ReauthorizeChoice = {
  /** In seconds. */
  life?: number;
  endUser?: EndUser | undefined;
  tags?: Tags;
  configDefaults?: ConfigDefaults;
  overrides?: Overrides;
  webhookUrlOverride?: string | undefined;
};

/**
 * Makes a link on which the account of one connection signs in again. `life` is in seconds and a day by default; end
 * user and tags, where given, replace those of the connection.
 */
export async function createReauthorizeLink(
  { connectionId, integrationId }: { connectionId: string; integrationId: string },
  actor: Actor,
  { life = linkLife.default, tags = {}, ...given }: ReauthorizeChoice = {},
): Promise<MadeLink> {
  const expiresAt = inSeconds(newLinkSchema.shape.life.parse(life));
  const integrationIds = [integrationId];
  const facts: LinkFacts = { kind: 'reauthorize', connectionId, integrationIds, expiresAt, ...given, tags };
  return insertAndRecord(facts, actor);
}

/** In seconds. */
export const siteGrantLife = 7 * 86_400;

/**
 * Makes a link on which the admin of a connected tenant picks the SharePoint sites that its app may use. It can be used
 * again until it ends, after a week.
 */
export function createSiteGrantLink(
  { connectionId, integrationId }: { connectionId: string; integrationId: string },
  actor: Actor,
): Promise<MadeLink> {
  const expiresAt = inSeconds(siteGrantLife);
  const facts: LinkFacts = { kind: 'site_grant', connectionId, integrationIds: [integrationId], expiresAt };
  return insertAndRecord(facts, actor);
}
