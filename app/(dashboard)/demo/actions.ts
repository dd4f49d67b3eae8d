'use server';

import { revalidatePath } from 'next/cache';
import { operatorActor } from '#lib/audit/schema';
import { requireOperator } from '#lib/auth/session';
import { fillDemo } from '#lib/demo/fill';
import { removeDemo } from '#lib/demo/remove';
import { expectedSentence } from '../../expected-error';

type DemoAnswer = { error?: string };

/** Fills the sandbox with demo data. */
export async function fill(_form: FormData): Promise<DemoAnswer> {
  const operator = await requireOperator('admin');
  try {
    await fillDemo(operatorActor(operator));
  } catch (error) {
    return { error: expectedSentence(error, ['IntegrationError']) };
  }
  revalidatePath('/', 'layout');
  return {};
}

/** Takes the demo data away. */
export async function takeAway(_form: FormData): Promise<DemoAnswer> {
  const operator = await requireOperator('admin');
  await removeDemo(operatorActor(operator));
  revalidatePath('/', 'layout');
  return {};
}
