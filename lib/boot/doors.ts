import { getRequestListener } from '@hono/node-server';
import { api } from '#lib/api/app';
import { isRestPath } from '#lib/api/paths';
import { isProxyPath } from '#lib/api/proxy/endpoint';
import { handleProxy } from '#lib/api/proxy/node';
import { answerVend, readPlainVend } from '#lib/api/vend-door';
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

function pageDoor(toNext: Handler): Handler {
  return async (request, response) => {
    if (!isDecodable(request.url ?? '/')) return answer(response, 400, { sentence: 'This address is malformed.' });
    const taken = await takeWholeBody(request);
    return 'sentence' in taken ? answer(response, taken.status, taken) : toNext(taken, response);
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
