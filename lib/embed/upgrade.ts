import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { networkOf } from '#lib/client-address';
import { listAllowedOrigins } from '#lib/integrations/integrations';
import { sockets } from './sockets.ts';

/** What the client sends is ignored, so it need not be long. */
const server = new WebSocketServer({ noServer: true, maxPayload: 1_024, perMessageDeflate: false });

const noRoom = { status: 429, sentence: 'There are too many connections of this kind.' };

/** So long an origin may come in after it was taken off, and so often strangers make the database be asked. */
const freshMilliseconds = 1_000;
let allowed: { origins: Promise<string[]>; at: number } | undefined;

/** The allowed origins, asked once a second however many come. */
function allowedOrigins(): Promise<string[]> {
  const now = performance.now();
  if (!allowed || now - allowed.at > freshMilliseconds) allowed = { origins: listAllowedOrigins(), at: now };
  return allowed.origins;
}

/**
 * The door for WebSockets of customers' pages (RFC 6455), on which Nango's SDK waits for the outcome of `auth()`. Only
 * pages of allowed origins come in, any other one gets the refusal that is returned. Which session a socket belongs to is
 * known once a sign-in names it.
 */
export async function admitSocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<{ status: number; sentence: string } | undefined> {
  const { origin = '' } = request.headers;
  // The gate has put the client's own address there.
  const network = networkOf(String(request.headers['x-forwarded-for'] ?? ''));
  if (!sockets().hasRoom(network)) return noRoom;
  if (!(await allowedOrigins()).includes(origin))
    return { status: 403, sentence: 'Pages of this origin may not connect here.' };
  // Others may have come in since.
  if (!sockets().hasRoom(network)) return noRoom;
  server.handleUpgrade(request, socket, head, (open) => sockets().add(open, { origin, network }));
  return undefined;
}
