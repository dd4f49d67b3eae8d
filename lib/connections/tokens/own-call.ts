import { z } from 'zod';
import { CLOUDS } from '#lib/clouds';
import { pool } from '#lib/db';
import type { GraphAccess, GraphAnswer } from '#lib/microsoft/graph';
import { open } from '#lib/vault';
import { ConnectionError } from '../errors.ts';
import type { MailSender } from '../schema.ts';
import { tokenPlace } from './lease.ts';
import { refreshConnection } from './refresh.ts';
import { whyNot } from './vend.ts';

const token = z.object({
  status: z.string(),
  status_reason: z.unknown(),
  sealed_token: z.string(),
  token_expires_at: z.date(),
  token_version: z.number(),
  last_failure: z.unknown(),
  retry_at: z.date().nullable(),
  now: z.date(),
  cloud: z.enum(CLOUDS),
});

async function readToken(id: string): Promise<GraphAccess & { version: number }> {
  const { rows } = await pool().query(
    `select c.status, c.status_reason, c.sealed_token, c.token_expires_at, c.token_version, c.last_failure, c.retry_at,
            now() as now, i.cloud
       from connection c join integration i on i.id = c.integration_id where c.id = $1`,
    [id],
  );
  if (rows.length === 0) throw new ConnectionError('not_found');
  const row = token.parse(rows[0]);
  const error = whyNot(row);
  if (error) throw error;
  return { cloud: row.cloud, accessToken: open(row.sealed_token, tokenPlace(id)), version: row.token_version };
}

/**
 * One call to Graph that this installation makes for itself through a connection: with a token that is refreshed when
 * it is due, and once more with a new one if Graph refuses it (401), which meets the claims that Graph demanded.
 * @throws ConnectionError `not_found`, `needs_reauthorization`, `token_unavailable`, `corrupt`; VaultError
 */
export async function callAsAccount<T>(
  id: string,
  call: (access: GraphAccess) => Promise<GraphAnswer<T>>,
): Promise<GraphAnswer<T>> {
  await refreshConnection(id, { kind: 'due' });
  const { version, ...access } = await readToken(id);
  const answer = await call(access);
  if (!('refusal' in answer) || answer.refusal.status !== 401) return answer;
  await refreshConnection(id, { kind: 'forced', seenVersion: version, claims: answer.refusal.claims });
  const { version: _newer, ...renewed } = await readToken(id);
  return call(renewed);
}

const senders = z.array(z.object({ id: z.string(), name: z.string(), username: z.string() }));
const mostSenders = 100;

/** Connections of people to which Microsoft has granted `Mail.Send`, by name; at most 100. With an id, that one alone. */
export async function listMailSenders(id?: string): Promise<MailSender[]> {
  const { rows } = await pool().query(
    `select id, coalesce(nullif(display_name, ''), username) as name, username from connection
      where account_kind <> 'tenant' and ($1::uuid is null or id = $1)
        and exists (select 1 from unnest(granted_scopes) as g where g ~* '(^|/)mail\\.send$')
      order by 2, id limit $2`,
    [id ?? null, mostSenders],
  );
  return senders.parse(rows);
}
