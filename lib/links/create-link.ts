import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import { findIntegration, findIntegrationById } from '#lib/integrations/integrations';
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
import { findOpenChild, insertLink, lockLink, type NewLinkRow } from './store.ts';
import { newLinkToken, openLinkToken, urlOfToken } from './token.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function resolveIntegration(idOrKey: string): Promise<string> {
  const byId = uuid.test(idOrKey) ? await findIntegrationById(idOrKey.toLowerCase()) : undefined;
  const found = byId ?? (await findIntegration(idOrKey));
  if (!found) throw new LinkError('invalid_integration', `There is no integration ${JSON.stringify(idOrKey)}.`);
  return found.id;
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);

type LinkFacts = Omit<NewLinkRow, 'id' | 'tokenHash' | 'sealedToken' | 'createdBy'>;

async function insertWithToken(tx: Transaction, facts: LinkFacts, actor: Actor): Promise<MadeLink> {
  const id = newId();
  const { token, ...stored } = newLinkToken(id);
  await insertLink(tx, { id, ...stored, ...facts, createdBy: actor });
  const detail = { kind: facts.kind, integrations: facts.integrationIds, expiresAt: facts.expiresAt.toISOString() };
  await audit(tx, { actor, action: 'link.created', subject: `link:${id}`, detail });
  return { id, token, url: urlOfToken(token), expiresAt: facts.expiresAt };
}

async function insertAndRecord(facts: LinkFacts, actor: Actor): Promise<MadeLink> {
  const made = await db().$transaction((tx) => insertWithToken(tx, facts, actor));
  const [first, ...more] = facts.integrationIds;
  const integrationId = more.length === 0 ? first : undefined;
  recordStep({ linkId: made.id, integrationId, connectionId: facts.connectionId }, 'created');
  return made;
}

/**
 * Makes a connect link. Its token is stored hashed and sealed.
 * @throws LinkError `invalid_integration`; ZodError when the input is not what `newLinkSchema` asks for.
 */
export async function createLink(input: NewLink, actor: Actor): Promise<MadeLink> {
  const { integrations, life, ...rest } = newLinkSchema.parse(input);
  const integrationIds = [...new Set(await Promise.all(integrations.map(resolveIntegration)))];
  const facts: LinkFacts = { ...rest, kind: 'connect', integrationIds, expiresAt: inSeconds(life) };
  return insertAndRecord(facts, actor);
}

/** What a reauthorize link may carry besides; end user and tags replace those of the connection where given. */
export type ReauthorizeChoice = {
  /** Seconds */
  life?: number;
  endUser?: EndUser | undefined;
  tags?: Tags;
  configDefaults?: ConfigDefaults;
  overrides?: Overrides;
  webhookUrlOverride?: string | undefined;
};

/**
 * Makes a link on which the account of one connection signs in again. `life` in seconds, a day unless told; end user
 * and tags replace those of the connection where they are given.
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

const leastAdminLife = 86_400;

/**
 * The link on which an admin approves what `parent` waits for: the one it has already while that can be used, else a
 * new one. It lives as long as its parent and at least a day, since admins are seldom at hand.
 */
export function createAdminLink(parent: { id: string; expiresAt: Date }, integrationId: string): Promise<MadeLink> {
  return db().$transaction(async (tx) => {
    await lockLink(tx, parent.id);
    const open = await findOpenChild({ parentId: parent.id, integrationId }, tx);
    if (open) {
      const token = openLinkToken(open);
      return { id: open.id, token, url: urlOfToken(token), expiresAt: open.expiresAt };
    }
    const soonest = inSeconds(leastAdminLife);
    const expiresAt = parent.expiresAt > soonest ? parent.expiresAt : soonest;
    const own = { parentId: parent.id, integrationIds: [integrationId], expiresAt };
    const facts: LinkFacts = { kind: 'admin_consent', ...own };
    return insertWithToken(tx, facts, 'system');
  });
}
