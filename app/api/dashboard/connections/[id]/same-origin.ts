import { z } from 'zod';
import { requireSameOrigin } from '#lib/session';

const refusal = z.object({ code: z.enum(['foreign_origin']), message: z.string() });

/** The answer to a POST that no page of ours sent; undefined when one did. */
export function refuseForeign(request: Request): Response | undefined {
  try {
    requireSameOrigin(request);
    return undefined;
  } catch (error) {
    const { code, message } = refusal.parse(error);
    return Response.json({ error: { code, message } }, { status: 403, headers: { 'Cache-Control': 'no-store' } });
  }
}

/** Leads the browser on from a form. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}
