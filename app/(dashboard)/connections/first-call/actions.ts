'use server';

import { revalidatePath } from 'next/cache';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { findConnection } from '#lib/connections/connections';
import { env } from '#lib/env';
import { createKey } from '#lib/keys/keys';
import type { Confirmation } from '#lib/operators/schema';
import { askToConfirm } from '../../confirm';
import { vendCommand } from '../[id]/snippets';
import { oneId } from '../read-input';

export type FirstCallState = { error?: string; confirm?: Confirmation; command?: string };

/** Makes an API key for tokens of one integration, and the call that fetches a connection's token with it. */
export async function makeFirstCall(form: FormData): Promise<FirstCallState> {
  const operator = await requireOperator('admin');
  const parsed = oneId.safeParse(Object.fromEntries(form));
  const connection = parsed.success ? await findConnection(parsed.data.id) : undefined;
  if (!connection) return { error: 'This connection does not exist any more.' };
  const confirm = await askToConfirm(operator, form);
  if (confirm) return { confirm };
  const { integrationId, integrationName, integrationKey, connectionId } = connection;
  const { key } = await createKey({
    name: `First call, ${integrationName}`.slice(0, 80),
    scopes: ['environment:connections:read_credentials'],
    integrationId,
    by: operatorActor(operator),
  });
  revalidatePath('/settings/api-keys');
  return { command: vendCommand({ publicUrl: env().publicUrl, connectionId, integrationKey, key }) };
}
