import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Vended, VendInput } from '#lib/connections/tokens/vend';
import { isDatabaseAway } from '#lib/db';
import { hashToken } from '#lib/ids';
import { knownRequestLimit } from '#lib/keys/limit';
import { noteKeyUse } from '#lib/keys/record-use';
import { refusalOf } from './proxy/refusals.ts';
import { refreshHeader } from './shapes.ts';
import { vendFirst } from './vend.ts';
import { vendBody } from './vend-body.ts';

// `GET /api/connections/{id}` on Node's own request and response. Backends send it before every call of their own, and
// most of its cost would be the creation of a web Request and Response. Only a request as Nango's SDK sends it, which
// gets a token, is answered here. Every other request, and every refusal, goes to the Hono app.

const id = String.raw`([\w-][\w.~-]{0,254})`;
const flag = (name: string) => `(?:&${name}=(true|false))?`;
/** The parameters in the order of `@nangohq/node`, all but the first optional. */
const plainVend = new RegExp(
  String.raw`^/api/connections/${id}\?provider_config_key=([\w.~-]{1,255})` +
    `${flag('force_refresh')}${flag('refresh_token')}(?:&refresh_github_app_jwt_token=(?:true|false))?$`,
);
const bearer = /^Bearer ([\w.~+/=-]+)$/i;

/** Reads a plain token request; undefined for every other request. */
export function readPlainVend({ method, url = '', headers }: IncomingMessage): VendInput | undefined {
  // Requests with an Origin come from a browser: the Hono app answers them with its CORS headers.
  if (method !== 'GET' || headers.origin !== undefined) return undefined;
  const [, connectionId, uniqueKey, force, withRefreshToken] = plainVend.exec(url) ?? [];
  const [, key] = bearer.exec(headers.authorization ?? '') ?? [];
  if (!connectionId || !uniqueKey || !key) return undefined;
  return {
    keyHash: hashToken(key),
    uniqueKey,
    connectionId,
    refresh: force === 'true' ? 'always' : 'when-due',
    refreshToken: withRefreshToken === 'true' ? 'include' : 'omit',
    credentials: 'when-permitted',
  };
}

async function vended(request: IncomingMessage, input: VendInput): Promise<Vended | { error: unknown } | undefined> {
  try {
    // Where keys are limited, the Hono app counts the request and sends the RateLimit headers.
    if ((await knownRequestLimit()) > 0) return undefined;
    return await vendFirst(request, input);
  } catch (error) {
    return isDatabaseAway(error) ? { error } : undefined;
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  const { status, headers, body } = refusalOf(error, '/api/connections');
  response.writeHead(status, { ...headers, 'access-control-allow-origin': '*' }).end(body);
}

/**
 * Answers with the connection and its token, byte for byte as the Hono app would. If there is no token, or reading it
 * failed, it calls `otherwise`, which answers with the reason.
 */
export async function answerVend(
  input: VendInput,
  response: ServerResponse,
  otherwise: () => void | Promise<void>,
): Promise<void> {
  const found = await vended(response.req, input);
  if (!found) return otherwise();
  // `otherwise` is not called, because it would wait for the hanging database a second time.
  if ('error' in found) return refuse(response, found.error);
  noteKeyUse(found.row.key_id);
  const { text, bytes } = vendBody(found);
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'content-length': bytes,
    ...(found.unrenewed.length > 0 && { [refreshHeader]: 'failed' }),
  });
  // Almost every answer is plain ASCII, and latin1 is the faster encoding for it.
  response.end(text, bytes === text.length ? 'latin1' : 'utf8');
}
