import type { NextRequest } from 'next/server';
import { refreshFromForm } from './refresh';

type Context = { params: Promise<{ id: string }> };

export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  return refreshFromForm(request, (await params).id);
}
