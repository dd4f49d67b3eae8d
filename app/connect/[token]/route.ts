import type { NextRequest } from 'next/server';
import { servePage } from '../serve';
import { linkPage } from './link-page';

type Context = { params: Promise<{ token: string }> };

export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { token } = await params;
  return servePage(request, (reader) => linkPage(reader, { token, site: request.nextUrl.searchParams.get('site') }));
}
