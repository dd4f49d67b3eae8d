import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { api } from '#lib/api/app';
import { isProxyPath } from '#lib/api/proxy/endpoint';
import { handleProxy } from '#lib/api/proxy/proxy';
import { answerVend, readPlainVend } from '#lib/api/vend-door';
import { isDatabaseUp } from '#lib/database-health';
import { wasDatabaseInTrouble } from '#lib/database-watch';
import { isDatabaseAway } from '#lib/db';
import { answerScript, findScript } from '#lib/embed/scripts';
import { admitSocket } from '#lib/embed/upgrade';
import { log, loggablePath } from '#lib/log';
import { type Gate, isDecodable, isRestPath } from './gate.ts';
import { answer, answerSocket, closeIfStillSending, type Handler, type UpgradeHandler } from './listener.ts';
import { takeWholeBody } from './request-body.ts';

/** Handlers for everything that arrives at the server. Neither of them throws. */
export type Doors = { request: Handler; upgrade: UpgradeHandler };

/** Handlers for upgrade requests, by their path; `/*` at its end stands for every path below. */
export type Upgrades = Record<string, UpgradeHandler>;

/** The REST API is served on Node's own server: a Next route handler is about twenty times slower. */
function restDoor(): Handler {
  const rest = getRequestListener(api.fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    closeIfStillSending(request, response);
    const vend = readPlainVend(request);
    return vend ? answerVend(vend, response, () => rest(request, response)) : rest(request, response);
  };
}

const databaseAway = {
  sentence: 'The database cannot be reached right now. Try again in a moment.',
  retryAfterSeconds: 1,
};
/** Static files of the build, which can be served without a database. */
const asset = /^\/_next\/(?!data\/)/;
/** Pages of end users. They report a missing database themselves, in the reader's language. */
const endUserPage = /^\/(connect|oauth)\//;

/** Turns Next's 500 into a 503 with `Retry-After` when the database failed while the request was being handled. */
function turnInto503(response: ServerResponse): void {
  const began = performance.now();
  const writeHead = response.writeHead.bind(response);
  const value = (status: number, ...rest: [headers?: OutgoingHttpHeaders]) => {
    if (status !== 500 || !wasDatabaseInTrouble(began)) return writeHead(status, ...rest);
    response.setHeader('retry-after', databaseAway.retryAfterSeconds);
    return writeHead(503, ...rest);
  };
  Object.defineProperty(response, 'writeHead', { value, writable: true, configurable: true });
}

/** Next hands over the type of a route handler's answer as a list, in which its compression recognises nothing. */
function unwrapType(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  const value = (name: string, given: number | string | readonly string[]) => {
    const [only, ...others] = Array.isArray(given) && /^content-type$/i.test(name) ? given : [];
    return setHeader(name, only !== undefined && others.length === 0 ? only : given);
  };
  Object.defineProperty(response, 'setHeader', { value, writable: true, configurable: true });
}

function pageDoor(toNext: Handler): Handler {
  return async (request, response) => {
    const url = request.url ?? '/';
    if (!isDecodable(url)) return answer(response, 400, { sentence: 'This address is malformed.' });
    const taken = await takeWholeBody(request);
    if ('sentence' in taken) return answer(response, taken.status, taken);
    const answersItself = asset.test(url) || endUserPage.test(url);
    if (!answersItself && !(await isDatabaseUp())) return answer(response, 503, databaseAway);
    turnInto503(response);
    unwrapType(response);
    return toNext(taken, response);
  };
}

function route(gate: Gate, toNext: Handler): Handler {
  const [toRest, toPage] = [restDoor(), pageDoor(toNext)];
  return (request, response) => {
    const refusal = gate.admit(request);
    if (refusal) return answer(response, refusal.status, refusal);
    const url = request.url ?? '/';
    if (isProxyPath(url)) return handleProxy(request, response);
    const script = findScript(url);
    if (script) return answerScript(script, request, response);
    return isRestPath(url) ? toRest(request, response) : toPage(request, response);
  };
}

/** Where Nango's SDK opens its WebSocket: at the root unless it is given a `websocketsPath`. */
const toSockets: UpgradeHandler = async (request, socket, head) => {
  const refusal = await admitSocket(request, socket, head);
  if (refusal) answerSocket(socket, refusal.status, refusal.sentence);
};
const sockets: Upgrades = { '/': toSockets, '/api/ws': toSockets };

/** Unknown upgrade requests are refused. Unanswered, their connections would stay open forever. */
function routeUpgrade(gate: Gate, upgrades: Upgrades): UpgradeHandler {
  return (request, socket, head) => {
    const refusal = gate.admit(request);
    if (refusal) return answerSocket(socket, refusal.status === 307 ? 421 : refusal.status, refusal.sentence);
    const path = request.url?.split('?')[0] ?? '/';
    const owner = Object.entries(upgrades).find(([known]) =>
      known.endsWith('/*') ? path.startsWith(known.slice(0, -1)) : path === known,
    );
    if (!owner) return answerSocket(socket, 404, 'Nothing here takes a connection of this kind.');
    return owner[1](request, socket, head);
  };
}

function guarded({ request: handle, upgrade }: Doors): Doors {
  const fail = (error: unknown, url = '/') => log().error({ error, path: loggablePath(url) }, 'a request failed');
  return {
    request: async (request, response) => {
      try {
        await handle(request, response);
      } catch (error) {
        fail(error, request.url);
        const sentence = 'Something failed on our side; the log of this server says what.';
        if (response.headersSent) response.destroy();
        else if (isDatabaseAway(error)) answer(response, 503, databaseAway);
        else answer(response, 500, { sentence });
      }
    },
    upgrade: async (request, socket, head) => {
      try {
        await upgrade(request, socket, head);
      } catch (error) {
        fail(error, request.url);
        socket.destroy();
      }
    },
  };
}

/**
 * Puts everything behind the gate: the REST API and its proxy run on Node's own requests, everything else goes to Next.
 */
export function openDoors({ gate, pages, upgrades }: { gate: Gate; pages: Handler; upgrades: Upgrades }): Doors {
  return guarded({ request: route(gate, pages), upgrade: routeUpgrade(gate, { ...sockets, ...upgrades }) });
}
