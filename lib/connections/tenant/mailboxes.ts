import { z } from 'zod';
import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { releasesMailboxes } from '#lib/catalogue/application-presets';
import { exchangeScript, mailboxAccess, type NarrowingScript } from '#lib/catalogue/narrowing';
import { CLOUDS, type CloudId } from '#lib/clouds';
import { db } from '#lib/db';
import { callGraph, type GraphAnswer } from '#lib/microsoft/graph';
import { ConnectionError } from '../errors.ts';
import { callAsAccount } from '../tokens/own-call.ts';

/** A mailbox by address or id, as it may stand in Graph's path. */
export const mailboxSchema = z
  .string()
  .trim()
  .min(1, 'Enter the address of a mailbox.')
  .max(320)
  .regex(/^[^\s/?#%\\]+$/, 'Enter the address of one mailbox, such as name@contoso.com.');

/** What Graph answered about a mailbox. */
type Seen = 'let_through' | 'refused' | 'no_mailbox' | 'unclear';

export type MailboxCheck = {
  mailbox: string;
  expected: 'works' | 'refused';
  seen: Seen;
  /** Null: no clear answer. */
  isAsExpected: boolean | null;
  /** Null: Graph was not reached. */
  status: number | null;
  code: string | null;
  message: string;
};

function readSeen(answer: GraphAnswer<unknown>): Seen {
  if ('value' in answer) return 'let_through';
  const { status, isPassing } = answer.refusal;
  if (isPassing) return 'unclear';
  if (status === 403) return 'refused';
  return status === 404 ? 'no_mailbox' : 'unclear';
}

const sentences: Record<MailboxCheck['expected'], Record<Seen, string>> = {
  works: {
    let_through: 'Let through, as it should be.',
    refused:
      'Refused, though it should work: the mailbox is outside the management scope, the role is not assigned, or Graph does not know it yet (30 minutes to 2 hours after a change).',
    no_mailbox: 'There is no such mailbox in this tenant.',
    unclear: 'Graph gave no clear answer. Check again in a minute.',
  },
  refused: {
    let_through:
      'Let through, though it should not be: the management scope is wider than meant, or a permission granted in Entra opens every mailbox.',
    refused: 'Refused, as it should be.',
    no_mailbox: 'There is no such mailbox in this tenant, so its refusal would prove nothing.',
    unclear: 'Graph gave no clear answer. Check again in a minute.',
  },
};

async function readTenant(id: string): Promise<{ connectionId: string; provider: string }> {
  const select = { connectionId: true, accountKind: true, integration: { select: { provider: true } } } as const;
  const row = await db().connection.findUnique({ where: { id }, select });
  if (row?.accountKind !== 'tenant') throw new ConnectionError('not_found');
  return { connectionId: row.connectionId, provider: row.integration.provider };
}

type App = { provider: string; presets: readonly string[]; clientId: string; displayName: string; cloud: CloudId };

/**
 * The script with which an Exchange admin opens mailboxes to a tenant's connection; undefined if Exchange does not
 * decide which are open.
 */
export function mailboxScript(
  { tid, username: domain }: { tid: string; username: string },
  { provider, presets, clientId, displayName, cloud }: App,
): NarrowingScript | undefined {
  const { role } = mailboxAccess(provider);
  return releasesMailboxes(presets) ? exchangeScript({ clientId, displayName, cloud, tid, domain, role }) : undefined;
}

/** Like `mailboxScript`, of a connection by its id; undefined also if it is not a tenant's. */
export async function findMailboxScript(id: string): Promise<NarrowingScript | undefined> {
  const app = { provider: true, presets: true, clientId: true, displayName: true, cloud: true } as const;
  const select = { tid: true, username: true, integration: { select: app } } as const;
  const row = await db().connection.findUnique({ where: { id, accountKind: 'tenant' }, select });
  return row
    ? mailboxScript(row, { ...row.integration, cloud: z.enum(CLOUDS).parse(row.integration.cloud) })
    : undefined;
}

/**
 * Calls one mailbox that should be open to a tenant's connection and one that should not, with its own token: what
 * Exchange opens shows in no claim of the token, so only a call tells. Of the answers only what was seen is kept, in the
 * audit log. Undefined: no call of Graph's shows it for this product.
 * @throws ConnectionError `not_found`, and as `callAsAccount` does
 */
export async function checkMailboxes(
  id: string,
  mailboxes: { works: string; refused: string },
  actor: Actor,
): Promise<MailboxCheck[] | undefined> {
  const { connectionId, provider } = await readTenant(id);
  const { path } = mailboxAccess(provider);
  if (path === null) return undefined;
  const check = async (expected: MailboxCheck['expected']): Promise<MailboxCheck> => {
    const mailbox = mailboxes[expected];
    const answer = await callAsAccount(id, (access) =>
      callGraph(access, `/users/${encodeURIComponent(mailbox)}/${path}`),
    );
    const seen = readSeen(answer);
    const isClear = seen === 'let_through' || seen === 'refused';
    const { status = null, code = null } = 'refusal' in answer ? answer.refusal : { status: 200 };
    const isAsExpected = isClear ? (seen === 'let_through') === (expected === 'works') : null;
    return { mailbox, expected, seen, isAsExpected, status, code, message: sentences[expected][seen] };
  };
  const checks = await Promise.all([check('works'), check('refused')]);
  const detail = { mailboxes: checks.map(({ mailbox }) => mailbox), seen: checks.map(({ seen }) => seen) };
  const subject = `connection:${connectionId}`;
  await audit(db(), { actor, action: 'connection.mailboxes-checked', subject, detail });
  return checks;
}
