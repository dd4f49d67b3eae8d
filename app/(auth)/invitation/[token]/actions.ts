'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { startSession } from '#lib/auth/session';
import { networkOf, readClientAddress } from '#lib/client-address';
import { acceptWithPassword } from '#lib/operators/invitations';
import { acceptForm } from '#lib/operators/schema';
import { consume, RateLimitError } from '#lib/rate-limit';
import { noteRefusal } from '#lib/refusals/refusals';
import { expectedSentence, weakPassword } from '../../../expected-error';

type Fields = { name?: string[]; password?: string[] };

type AcceptState = { name: string; error?: string; fields?: Fields };

const typed = z.object({ name: z.string().catch('') });

export async function acceptInvitation(_before: AcceptState, form: FormData): Promise<AcceptState> {
  const sent = Object.fromEntries(form);
  const parsed = acceptForm.safeParse(sent);
  if (!parsed.success) return { ...typed.parse(sent), fields: z.flattenError(parsed.error).fieldErrors };
  const address = readClientAddress(await headers());
  try {
    await consume('invitation', networkOf(address));
    await startSession(await acceptWithPassword(parsed.data));
  } catch (error) {
    const fields = weakPassword(error);
    if (fields) return { ...typed.parse(sent), fields };
    const action = error instanceof RateLimitError ? 'sign-in.locked-out' : 'sign-in.failed';
    noteRefusal({ action, way: 'invitation', address });
    return { ...typed.parse(sent), error: expectedSentence(error, ['OperatorError', 'RateLimitError']) };
  }
  redirect('/');
}
