import type { NextRequest } from 'next/server';
import { answerLive } from './answer-live';

export async function GET(request: NextRequest): Promise<Response> {
  return answerLive(request);
}
