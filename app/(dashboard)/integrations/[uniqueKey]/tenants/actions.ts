'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { type AskedTenant, createTenantLinks, mostTenantsAtOnce } from '#lib/connections/tenant/admin-links';
import { findIntegrationById } from '#lib/integrations/integrations';
import { linkLife } from '#lib/links/schema';
import { expectedSentence } from '../../../../expected-error';
import { type AskedLine, readPastedTenants } from './pasted';

export type AdminLinksState = { error?: string; typed?: string; lines?: AskedLine[] };

const askForm = z.object({
  id: z.uuid(),
  tenants: z.string().max(100_000),
  life: z.coerce.number().int().min(linkLife.min).max(linkLife.max),
});

const toLine = ({ tenant, endUser, tid, link, problem }: AskedTenant): AskedLine => ({
  tenant,
  endUserId: endUser?.id ?? '',
  tid: tid ?? '',
  url: link?.url ?? '',
  expiresAt: link?.expiresAt.toISOString() ?? '',
  problem: problem?.message ?? '',
  connectionId: problem?.connectionId ?? '',
});

/** Creates one link for the admin of each pasted tenant. Lines with a problem are skipped. */
export async function makeTenantLinks(_before: AdminLinksState, form: FormData): Promise<AdminLinksState> {
  const operator = await requireOperator('admin');
  const typed = String(form.get('tenants') ?? '');
  const parsed = askForm.safeParse(Object.fromEntries(form));
  const integration = parsed.success ? await findIntegrationById(parsed.data.id) : undefined;
  if (!parsed.success || integration?.permissionType !== 'application')
    return { error: 'This integration does not exist any more, or it is for people who sign in.', typed };
  const pasted = readPastedTenants(parsed.data.tenants);
  if (pasted.length === 0 || pasted.length > mostTenantsAtOnce)
    return { error: `Paste between 1 and ${mostTenantsAtOnce} tenants, one a line.`, typed };
  const tenants = pasted.map(({ tenant, endUserId }) => ({ tenant, ...(endUserId && { endUser: { id: endUserId } }) }));
  try {
    const asked = await createTenantLinks({ integration, tenants, life: parsed.data.life }, operatorActor(operator));
    revalidatePath('/links');
    return { lines: asked.map(toLine) };
  } catch (error) {
    return { error: expectedSentence(error, ['LinkError', 'HttpFailure']), typed };
  }
}
