import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { api } from '#lib/api/app';
import { isRestPath } from '#lib/api/paths';
import { isProxyPath } from '#lib/api/proxy/endpoint';
import { handleProxy } from '#lib/api/proxy/proxy';
import { answerVend, readPlainVend } from '#lib/api/vend-door';
import { isDatabaseUp } from '#lib/database-health';
import { wasDatabaseInTrouble } from '#lib/database-watch';
import { isDatabaseAway } from '#lib/db';
import { log, loggablePath } from '#lib/log';
import { type Gate, isDecodable } from './gate.ts';
import { answer, answerSocket, type Handler, letGoUnread, type UpgradeHandler } from './listener.ts';
import { takeWholeBody } from './request-body.ts';

/** Where what comes in goes to. Neither of them throws. */
export type Doors = { request: Handler; upgrade: UpgradeHandler };

/** Whose an upgrade is, by what its path begins with. */
export type Upgrades = Record<string, UpgradeHandler>;

/** REST on Node's own server: a Next route handler answers about twenty times slower. */
function restDoor(): Handler {
  const rest = getRequestListener(api.fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    letGoUnread(request, response);
    const vend = readPlainVend(request);
    return vend ? answerVend(vend, response, () => rest(request, response)) : rest(request, response);
  };
}

const databaseAway = {
  sentence: 'The database cannot be reached right now. Try again in a moment.',
  retryAfterSeconds: 1,
};
/** What a build holds: it needs no database. */
const asset = /^\/_next\/(?!data\/)/;

/** Makes a 503 of the 500 that Next answers when what it was asked for failed with the database. */
function tellPassing(response: ServerResponse): void {
  const began = performance.now();
  const writeHead = response.writeHead.bind(response);
  const value = (status: number, ...rest: [headers?: OutgoingHttpHeaders]) => {
    if (status !== 500 || !wasDatabaseInTrouble(began)) return writeHead(status, ...rest);
    response.setHeader('retry-after', databaseAway.retryAfterSeconds);
    return writeHead(503, ...rest);
  };
  Object.defineProperty(response, 'writeHead', { value, writable: true, configurable: true });
}

function pageDoor(toNext: Handler): Handler {
  return async (request, response) => {
    const url = request.url ?? '/';
    if (!isDecodable(url)) return answer(response, 400, { sentence: 'This address is malformed.' });
    const taken = await takeWholeBody(request);
    if ('sentence' in taken) return answer(response, taken.status, taken);
    if (!asset.test(url) && !(await isDatabaseUp())) return answer(response, 503, databaseAway);
    tellPassing(response);
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
    return isRestPath(url) ? toRest(request, response) : toPage(request, response);
  };
}

/** What nobody takes is refused: left alone, its connection would stay open for good. */
function routeUpgrade(gate: Gate, upgrades: Upgrades): UpgradeHandler {
  return (request, socket, head) => {
    const refusal = gate.admit(request);
    if (refusal) return answerSocket(socket, refusal.status === 307 ? 421 : refusal.status, refusal.sentence);
    const owner = Object.entries(upgrades).find(([prefix]) => request.url?.startsWith(prefix));
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

/** Behind the gate: the proxy and the REST API on Node's own requests, everything else as pages of Next. */
export function openDoors({ gate, pages, upgrades }: { gate: Gate; pages: Handler; upgrades: Upgrades }): Doors {
  return guarded({ request: route(gate, pages), upgrade: routeUpgrade(gate, upgrades) });
}
