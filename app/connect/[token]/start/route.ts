import type { NextRequest } from 'next/server';
import { startFromForm } from './start';

type Context = { params: Promise<{ token: string }> };

export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  return startFromForm(request, (await params).token);
}

/** A reload or a link scanner: nothing starts, and the page is shown again. */
export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const { token } = await params;
  return new Response(null, { status: 303, headers: { Location: `/connect/${encodeURIComponent(token)}` } });
}
