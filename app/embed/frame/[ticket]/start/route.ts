import type { NextRequest } from 'next/server';
import { startFrame } from './start';

type Context = { params: Promise<{ ticket: string }> };

export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  return startFrame(request, (await params).ticket);
}
