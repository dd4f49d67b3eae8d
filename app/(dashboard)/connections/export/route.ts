import type { NextRequest } from 'next/server';
import { answerExport } from './answer-export';

export async function POST(request: NextRequest): Promise<Response> {
  return answerExport(request);
}
