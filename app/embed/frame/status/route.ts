import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { refuseForeignOrigin } from '#lib/auth/session';
import { networkOf, readClientAddress } from '#lib/client-address';
import { findFrame } from '#lib/embed/frames';
import { statusOf } from '#lib/embed/status';
import { sealTicket } from '#lib/embed/ticket';
import { consume } from '#lib/rate-limit';
import { limited } from '../../../connect/notice';

const form = z.object({ ticket: z.string(), shown: z.string() });

function answer(status: number, { text, headers }: { text?: string; headers?: Record<string, string> } = {}) {
  return new Response(text ?? null, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

/**
 * For the page of a frame: nothing while the session is in the state that it shows, otherwise the address of the page of
 * its new state.
 */
export async function POST(request: NextRequest): Promise<Response> {
  const foreign = refuseForeignOrigin(request);
  if (foreign) return foreign;
  const tooMany = await consume('session-status', networkOf(readClientAddress(request.headers))).catch(limited);
  if (tooMany) return answer(tooMany.status, { headers: { 'Retry-After': String(tooMany.seconds) } });
  const sent = form.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData()))).data;
  const frame = sent && (await findFrame(sent.ticket, 'page'));
  if (!frame) return answer(404);
  const { mark } = await statusOf(frame.session);
  return mark === sent.shown
    ? answer(204)
    : answer(200, { text: `/embed/frame/${sealTicket(frame.ticket, 'address')}` });
}
