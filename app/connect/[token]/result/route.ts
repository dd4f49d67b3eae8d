import type { NextRequest } from 'next/server';
import { servePage } from '../../serve';
import { resultPage } from './result-page';

type Context = { params: Promise<{ token: string }> };

export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { token } = await params;
  return servePage(request, (reader) => resultPage(reader, token));
}
