import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Vended, type VendRequest, vend } from '#lib/connections/tokens/vend';
import { isDatabaseAway } from '#lib/db';
import { hashToken } from '#lib/ids';
import { knownRequestLimit } from '#lib/keys/limit';
import { noteKeyUse } from '#lib/keys/record-use';
import { refusalOf } from './proxy/refusals.ts';
import { refreshHeader, vendedShape } from './shapes.ts';

// `GET /api/connections/{id}` on Node's own request and response: backends ask for tokens on every call, and turning
// them into a web Request and Response costs more than all the rest. Only the plain question and the plain answer are
// known here; whatever else a request may ask or come to goes to the API, which knows all of it.

const plainVend = /^\/api\/connections\/([\w-][\w.~-]{0,254})\?provider_config_key=([\w.~-]{1,255})$/;
const bearer = /^Bearer ([\w.~+/=-]+)$/i;

/** The plain question for a live token; undefined when the request asks for anything more. */
export function readPlainVend({ method, url = '', headers }: IncomingMessage): VendRequest | undefined {
  // What a browser asks of another origin is the API's to answer.
  if (method !== 'GET' || headers.origin !== undefined) return undefined;
  const [, connectionId, uniqueKey] = plainVend.exec(url) ?? [];
  const [, key] = bearer.exec(headers.authorization ?? '') ?? [];
  if (!connectionId || !uniqueKey || !key) return undefined;
  const plain = { refresh: 'when-due', refreshToken: 'omit', credentials: 'when-permitted' } as const;
  return { keyHash: hashToken(key), uniqueKey, connectionId, ...plain };
}

async function vended(input: VendRequest): Promise<Vended | undefined> {
  // A limited key's requests are counted, and told what is left, by the API.
  if ((await knownRequestLimit()) > 0) return undefined;
  const answer = await vend(input);
  return 'accessToken' in answer ? answer : undefined;
}

function refuse(response: ServerResponse, error: unknown): void {
  const { status, headers, body } = refusalOf(error, '/api/connections');
  response.writeHead(status, { ...headers, 'access-control-allow-origin': '*' }).end(body);
}

/**
 * Answers with the connection and its token, as the API does. When there is none to hand out, or asking failed,
 * `otherwise` answers instead: it says why.
 */
export async function answerVend(
  input: VendRequest,
  response: ServerResponse,
  otherwise: () => void | Promise<void>,
): Promise<void> {
  const found = await vended(input).catch((error: unknown) => (isDatabaseAway(error) ? { error } : undefined));
  if (!found) return otherwise();
  // Asked again, a database that hangs would hold this request twice as long.
  if ('error' in found) return refuse(response, found.error);
  noteKeyUse(found.row.key_id);
  const body = JSON.stringify(vendedShape(found));
  const size = Buffer.byteLength(body);
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'content-length': size,
    ...(found.unrenewed.length > 0 && { [refreshHeader]: 'failed' }),
  });
  // Plain ASCII, as almost every answer is, goes out without being encoded.
  response.end(body, size === body.length ? 'latin1' : 'utf8');
}
