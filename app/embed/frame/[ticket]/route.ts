import type { NextRequest } from 'next/server';
import { readLook } from '../../../connect/look';
import { failureNotice, languageOf, notice } from '../../../connect/notice';
import { framePage } from './frame-page';

type Context = { params: Promise<{ ticket: string }> };

export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  try {
    const look = await readLook(request, languageOf(request));
    return await framePage(look, (await params).ticket, request.nextUrl.searchParams);
  } catch (error) {
    return notice(request, failureNotice(error));
  }
}
