import type { NextRequest } from 'next/server';
import { notice } from '../notice';
import { servePage } from '../serve';

/** An address with a piece too many or too few is a link that does not exist. */
export async function GET(request: NextRequest): Promise<Response> {
  return servePage(request, () => notice(request, { kind: 'closed', status: 410 }));
}
