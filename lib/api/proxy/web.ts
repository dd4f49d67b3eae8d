import type { IncomingHttpHeaders } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import type { HeaderLines } from './headers.ts';
import { proxy } from './proxy.ts';
import { refusalOf } from './refusals.ts';

const withoutBody = [204, 205, 304];

/** Answers `/api/proxy/*` where requests and responses are web objects: in a Next route handler, and in tests. */
export function proxyFetch(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers: IncomingHttpHeaders = Object.fromEntries(request.headers);
  // A web request does not have to state the length of its body.
  if (request.body && headers['content-length'] === undefined) headers['transfer-encoding'] = 'chunked';
  const body = request.body ? Readable.from(request.body, { objectMode: false }) : undefined;
  const gone = new AbortController();
  request.signal.addEventListener('abort', () => gone.abort(), { once: true });
  return new Promise((answer) => {
    const begin = (status: number, lines: HeaderLines) => {
      const out = new PassThrough();
      out.once('close', () => !out.writableFinished && gone.abort());
      const isEmpty = withoutBody.includes(status) || request.method === 'HEAD';
      const stream = isEmpty ? null : asWebStream(out);
      if (isEmpty) out.resume();
      answer(new Response(stream, { status, headers: webHeaders(lines) }));
      return out;
    };
    const call = { method: request.method, url: `${pathname}${search}`, headers, body, gone: gone.signal, begin };
    proxy(call).catch((error) => {
      const { status, headers: lines, body: text } = refusalOf(error, pathname);
      answer(new Response(text, { status, headers: lines }));
    });
  });
}

function webHeaders(lines: HeaderLines): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < lines.length; at += 2) headers.append(lines[at] ?? '', lines[at + 1] ?? '');
  return headers;
}

function asWebStream(source: Readable): ReadableStream<Uint8Array> {
  const chunks = source.iterator();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => {
      source.destroy();
    },
  });
}
