'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { dismissNotice } from '#lib/notices/notices';

/** Dismisses a notice for all operators. */
export async function dismiss(form: FormData): Promise<void> {
  const operator = await requireOperator('admin');
  const id = z.uuid().safeParse(form.get('id'));
  if (id.success) await dismissNotice(id.data, operatorActor(operator));
  revalidatePath('/', 'layout');
}
