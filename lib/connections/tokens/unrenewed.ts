import { z } from 'zod';
import { pool } from '#lib/db';
import { graphResources } from '#lib/microsoft/clouds';
import { connectionConfigSchema, type Failure, failureSchema } from '../schema.ts';
import { readTokenResponse } from './columns.ts';
import { renewalSeconds } from './due.ts';
import type { VendRow } from './vend-row.ts';

/** A token that was not renewed although a new one was requested, with the reason if known. */
export type Unrenewed = { resource: string; failure: Failure | undefined; retryAt: Date | null };

const rootRow = z.object({ resource: z.string(), failure: z.unknown(), retry_at: z.date().nullable() });

async function readRoot(connectionId: string): Promise<Unrenewed[]> {
  const { rows } = await pool().query(
    "select resource, failure, retry_at from connection_token where connection_id = $1 and kind = 'sharepoint-root'",
    [connectionId],
  );
  return z.array(rootRow).parse(rows).map(unrenewedResource);
}

/** The token of a host that was not renewed, from its row. */
export function unrenewedResource(row: z.infer<typeof rootRow>): Unrenewed {
  return { resource: row.resource, failure: failureSchema.safeParse(row.failure).data, retryAt: row.retry_at };
}

const sharePointEnd = (row: VendRow) =>
  connectionConfigSchema.safeParse(row.connection_config).data?.sharepointAccessToken?.expires_at;

/** Whether the primary token is so close to its expiry that it should have been renewed. */
function isPastDue({ token_expires_at, token_response, now }: VendRow): boolean {
  const { expires_in: life } = readTokenResponse(token_response);
  return token_expires_at.getTime() - now.getTime() <= renewalSeconds(life) * 1_000;
}

function primaryOf(row: VendRow): Unrenewed {
  const [resource = ''] = graphResources(row.cloud);
  return { resource, failure: failureSchema.safeParse(row.last_failure).data, retryAt: row.retry_at };
}

/** The primary token of a row, if it was due and could not be renewed. */
export function findOverdue(row: VendRow): Unrenewed[] {
  return row.last_failure !== null && isPastDue(row) ? [primaryOf(row)] : [];
}

/** Which of the returned tokens are the previous ones, although the caller required new ones. */
export async function findUnrenewed(before: VendRow, after: VendRow): Promise<Unrenewed[]> {
  const primary = after.token_version === before.token_version ? [primaryOf(after)] : [];
  const end = sharePointEnd(after);
  const isSame = end !== undefined && end > after.now.getTime() && end === sharePointEnd(before);
  return isSame ? [...primary, ...(await readRoot(after.id))] : primary;
}
