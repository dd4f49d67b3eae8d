import type { NextRequest } from 'next/server';
import { reauthorizeFromForm } from './reauthorize';

type Context = { params: Promise<{ id: string }> };

export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  return reauthorizeFromForm(request, (await params).id);
}
