import type { CloudId } from '#lib/clouds';
import type { Unreachable } from '#lib/outgoing';
import { findCloud } from './clouds.ts';
import { HttpFailure, parseJson, request } from './http.ts';

/** A host of Microsoft's that this process gets no answer from. */
export type Barrier = { host: string; message: string; kind: Unreachable['kind'] | 'impostor' | undefined };

/** Whoever answers with neither JSON nor a failure of its own is a page that somebody put in between. */
const isMicrosoft = ({ status, text }: { status: number; text: string }) =>
  status >= 500 || parseJson(text) !== undefined;

async function barrierAt(url: string): Promise<Barrier[]> {
  const { host } = new URL(url);
  try {
    const answer = await request(url);
    if (isMicrosoft(answer)) return [];
    const message = `${host} answered, but not as Microsoft does (HTTP ${answer.status}).`;
    return [{ host, message, kind: 'impostor' }];
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return [{ host, message: error.message, kind: error.why }];
  }
}

/** Asks sign-in and Graph of a cloud for something small, with nobody's token; `[]` when both answer. */
export async function findBarriers(id: CloudId): Promise<Barrier[]> {
  const { loginUrl, graphUrl } = findCloud(id);
  const found = await Promise.all([
    barrierAt(`${loginUrl}/organizations/v2.0/.well-known/openid-configuration`),
    barrierAt(`${graphUrl}/v1.0/me`),
  ]);
  return found.flat();
}
