import type { NextRequest } from 'next/server';
import { findFrame } from '#lib/embed/frames';
import { statusOf } from '#lib/embed/status';

type Context = { params: Promise<{ ticket: string }> };

/** A mark of the state of a session in a frame: the frame looks again when it differs from what it shows. */
export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const frame = await findFrame((await params).ticket);
  const status = frame && (await statusOf(frame.session));
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return new Response(status?.mark ?? '', { status: status ? 200 : 404, headers });
}
