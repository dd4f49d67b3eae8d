import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { refuseForeignOrigin } from '#lib/auth/session';
import { networkOf, readClientAddress } from '#lib/client-address';
import { admitFrame } from '#lib/embed/frames';
import { consume } from '#lib/rate-limit';
import { limited, notice } from '../../connect/notice';

const form = z.object({
  session_token: z.string().max(200),
  integration: z.string().max(255),
  lang: z.string().max(10),
  theme: z.string().max(10),
});

/** Takes the session token that the waiting page was given, and shows the session if the page around it may. */
export async function POST(request: NextRequest): Promise<Response> {
  const foreign = refuseForeignOrigin(request);
  if (foreign) return foreign;
  const tooMany = await consume('connect', networkOf(readClientAddress(request.headers))).catch(limited);
  if (tooMany) return notice(request, tooMany);
  const sent = form.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData()))).data;
  // As the browser told the waiting page. It stands in the address so that the answers can be shown there.
  const origin = z.url().max(255).catch('').parse(request.nextUrl.searchParams.get('origin'));
  const ticket =
    sent && (await admitFrame({ token: sent.session_token, origin, integration: sent.integration || undefined }));
  const query = new URLSearchParams({
    ...(!ticket && { origin }),
    ...(sent?.lang && { lang: sent.lang }),
    ...(sent?.theme && { theme: sent.theme }),
  });
  const path = ticket ? `/embed/frame/${ticket}` : '/embed/refused';
  const headers = { location: `${path}?${query}`, 'cache-control': 'no-store' };
  return new Response(null, { status: 303, headers });
}
