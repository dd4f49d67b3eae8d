import { z } from 'zod';
import { CLOUDS } from '#lib/clouds';
import { pool } from '#lib/db';
import { graphResources } from '#lib/microsoft/clouds';
import { ConnectionError, onlyConnectionErrors } from '../errors.ts';
import { isForPerson } from '../failure.ts';
import { type Failure, failureSchema } from '../schema.ts';
import { refreshConnection } from './refresh.ts';
import { secondsUntil } from './vend-row.ts';

const tokenRow = z.object({
  cloud: z.enum(CLOUDS),
  status: z.string(),
  status_reason: failureSchema.nullable().catch(null),
  token_version: z.number(),
  expires_at: z.date().nullable(),
  needs_claims: z.boolean(),
  failure: failureSchema.nullable().catch(null),
  retry_at: z.date().nullable(),
  own_retry_at: z.date().nullable(),
  now: z.date(),
});
type TokenState = z.infer<typeof tokenRow> & { isPrimary: boolean; expires_at: Date };

/**
 * The state of one resource's token.
 * @throws ConnectionError `not_found`; `resource_unknown` where there is no token
 */
async function readState(id: string, resource: string | undefined): Promise<TokenState> {
  const { rows } = await pool().query(
    `select i.cloud, c.status, c.status_reason, c.token_version, c.claims is not null as needs_claims, now() as now,
        t.expires_at, coalesce(t.failure, c.last_failure) as failure, coalesce(t.retry_at, c.retry_at) as retry_at,
        case when t.id is null then c.retry_at else t.retry_at end as own_retry_at, c.token_expires_at
       from connection c join integration i on i.id = c.integration_id
       left join connection_token t on t.connection_id = c.id and t.resource = $2 where c.id = $1`,
    [id, resource ?? null],
  );
  if (rows.length === 0) throw new ConnectionError('not_found');
  const row = tokenRow.extend({ token_expires_at: z.date() }).parse(rows[0]);
  const isPrimary = resource === undefined || graphResources(row.cloud).includes(resource);
  const expires_at = isPrimary ? row.token_expires_at : row.expires_at;
  if (!expires_at) throw new ConnectionError('resource_unknown');
  return { ...row, isPrimary, expires_at };
}

export type RefusedToken = {
  /** Who refused it, by canonical address; Graph by default. */
  resource: string | undefined;
  /** What the resource demanded of the next token. */
  claims: string;
  /** When the refused token would have ended, if the caller knows. */
  expiresAt: Date | undefined;
};

/** What came of a report: a new token can be read, a person has to sign in again, or it is to be tried later. */
export type AfterRefusal =
  | { outcome: 'renewed'; expiresAt: Date }
  | { outcome: 'needs_reauthorization' | 'unavailable'; failure: Failure | null; retryAfterSeconds: number };

const isSame = (one: Date, other: Date) => Math.abs(one.getTime() - other.getTime()) < 1_000;

/**
 * Asks for a new token of a resource that refused the last one, with what it demanded; once, and not at all where
 * another token is there already, the grant is closed or its last failure is to be waited out. Claims that only a person
 * can meet are kept for the reauthorize link. Nobody here saw the refusal, so it closes no grant whose token lives,
 * unless Microsoft ends the grant itself.
 * @throws ConnectionError `not_found`, `resource_unknown`
 */
export async function renewRefused(id: string, { resource, claims, expiresAt }: RefusedToken): Promise<AfterRefusal> {
  const before = await readState(id, resource);
  if (before.status !== 'healthy') return withoutToken(before);
  if (expiresAt && !isSame(expiresAt, before.expires_at)) return { outcome: 'renewed', expiresAt: before.expires_at };
  if (before.own_retry_at && before.own_retry_at > before.now) return withoutToken(before);
  const { token_version: seenVersion, isPrimary } = before;
  await refreshConnection(
    id,
    isPrimary || resource === undefined
      ? { kind: 'forced', seenVersion, claims, isReported: true }
      : { kind: 'resource', resource, isForced: true, claims },
  ).catch(onlyConnectionErrors);
  const after = await readState(id, resource);
  const isRenewed = isPrimary ? after.token_version > seenVersion : !isSame(after.expires_at, before.expires_at);
  return isRenewed ? { outcome: 'renewed', expiresAt: after.expires_at } : withoutToken(after);
}

function withoutToken({ status, needs_claims, ...row }: TokenState): AfterRefusal {
  const isClosed = status !== 'healthy';
  const failure = isClosed ? row.status_reason : row.failure;
  // The claims that are kept may be another resource's.
  const needsPerson = needs_claims && failure !== null && isForPerson(failure);
  const outcome = isClosed || needsPerson ? 'needs_reauthorization' : 'unavailable';
  return { outcome, failure, retryAfterSeconds: secondsUntil(row.retry_at, row.now) };
}
