import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '..', 'node_modules');
const readModule = (path: string) => readFileSync(join(modules, path), 'utf8');

/** React for a browser: its own files are CommonJS. */
function reactModule(): string {
  const files = {
    react: 'react/cjs/react.production.js',
    scheduler: 'scheduler/cjs/scheduler.production.js',
    'react-dom': 'react-dom/cjs/react-dom.production.js',
    'react-dom/client': 'react-dom/cjs/react-dom-client.production.js',
  };
  const made = Object.entries(files).map(
    ([name, path]) => `files['${name}'] = (exports, require) => {\n${readModule(path)}\n};`,
  );
  return `const files = {}, made = {};
${made.join('\n')}
function require(name) {
  if (!made[name]) files[name](made[name] = {}, require);
  return made[name];
}
export const { createElement, useCallback, useEffect, useRef, useState } = require('react');
export const { createRoot } = require('react-dom/client');`;
}

/** Tries to set a cookie, and tells the page around it what became of that. */
const cookieProbe = `<script>
document.cookie = 'probe=1; SameSite=None; Secure';
parent.postMessage({ cookie: document.cookie }, '*');
</script>`;

type Answer = { type: string; text: string; headers?: Record<string, string> };

const html = (text: string, headers?: Record<string, string>): Answer => ({
  type: 'text/html; charset=utf-8',
  text,
  ...(headers && { headers }),
});
const script = (text: string): Answer => ({ type: 'text/javascript', text });

/**
 * A product of somebody's, on another site than Latchkey: its pages, and its server, which makes connect sessions at
 * `/connect-session`.
 */
export class Host {
  readonly #server: Server;
  readonly #pages = new Map<string, Answer>();
  readonly origin: string;
  /** Makes the session of the person who is signed in at the product. */
  makeSession: () => Promise<{ token: string }> = () => Promise.reject(new Error('This product makes no sessions.'));

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${port}`;
    server.on('request', (request, response) => void this.#answer(request.url ?? '/', response));
  }

  static async start(): Promise<Host> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    return new Host(server, typeof address === 'object' && address ? address.port : 0);
  }

  /** Serves a page, and returns its address. */
  page(body: string, headers?: Record<string, string>): string {
    const path = `/page-${this.#pages.size}`;
    this.#pages.set(path, html(`<!doctype html><html lang="en"><title>A product</title>${body}</html>`, headers));
    return `${this.origin}${path}`;
  }

  /** The same server under the name of another site. */
  get elsewhere(): string {
    return this.origin.replace('127.0.0.1', 'localhost');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(url: string, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(url, this.origin);
    const found = await this.#find(pathname).catch((error: unknown) => html(String(error)));
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain', ...found?.headers });
    response.end(found?.text);
  }

  async #find(path: string): Promise<Answer | undefined> {
    if (path === '/connect-session') return { type: 'text/plain', text: (await this.makeSession()).token };
    if (path === '/react.js') return script(reactModule());
    if (path === '/cookie') return html(cookieProbe);
    const nango = /^\/nango\/(?<file>\w+\.js)$/.exec(path)?.groups?.file;
    return nango ? script(readModule(`@nangohq/frontend/dist/${nango}`)) : this.#pages.get(path);
  }
}
