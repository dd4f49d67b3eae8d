import type { NextRequest } from 'next/server';
import { startFrame } from './start';

export async function POST(request: NextRequest): Promise<Response> {
  return startFrame(request);
}
