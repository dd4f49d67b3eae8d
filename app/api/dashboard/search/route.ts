import type { NextRequest } from 'next/server';
import { answerSearch } from './search';

export function GET(request: NextRequest): Promise<Response> {
  return answerSearch(request);
}
