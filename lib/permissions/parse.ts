import { type Request, readAddress } from './address.ts';
import { readCurl } from './curl.ts';
import { entityTypesIn, isObject, requestsIn, resourceIn } from './json-calls.ts';
import { type Statement, splitStatements } from './statements.ts';

/** One call as it was pasted. */
export type PastedCall = {
  /** The text it was read from, shortened. */
  call: string;
  /** Null if no address could be read. An address without a method counts as GET. */
  method: string | null;
  /** Without host, version and query; null if no address could be read. */
  path: string | null;
  service: 'graph' | 'sharepoint' | null;
  /** Whether no method was written, so that GET is assumed. */
  isMethodAssumed: boolean;
  /** What the body names: the resource of a subscription or the entity type of a search. */
  about?: string;
  body?: unknown;
};

/** The most calls that are read from one paste. */
export const MOST_CALLS = 500;
const longestShown = 300;
/** Only the beginning of a statement is searched for a call. The rest is its body. */
const longestRead = 16_384;
/** Removes credentials that a pasted command or address contains, because the text is displayed. */
const credential = /(bearer\s+|(?:access_token|tempauth|client_secret|sig)=)[\w.~+/%-]{8,}/gi;

const methodWord = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|MERGE';
const logged = new RegExp(String.raw`\b(${methodWord})\s+(\S+)\s+HTTP\/\d`, 'i');
const leading = new RegExp(String.raw`^["'\x60]?(${methodWord})\s+(.+)$`, 'is');
const inside = new RegExp(
  String.raw`\b(${methodWord})\b\W{1,6}(?:(?:url|uri|path)\W{1,3})?((?:https?:\/\/|\/)[^\s"'<>]+)`,
);
const named = new RegExp(String.raw`\b-?(?:method|verb)\W{1,5}(${methodWord})\b`, 'i');
const anyUrl = /https?:\/\/[^\s"<>`]+/i;
const strings = /(["'`])((?:\\.|(?!\1)[^\\])*)\1/gs;

/** Method names of Graph's SDK for JavaScript and of other clients that differ from HTTP's. */
const verbs: Readonly<Record<string, string>> = {
  get: 'GET',
  getstream: 'GET',
  post: 'POST',
  create: 'POST',
  put: 'PUT',
  putstream: 'PUT',
  patch: 'PATCH',
  update: 'PATCH',
  delete: 'DELETE',
  del: 'DELETE',
  head: 'HEAD',
};
const verbCall =
  /\.(get|getStream|post|create|put|putStream|patch|update|delete|del|head)(?:Async|Json)?\s*(?:<[^>()]*>)?\(/gi;

/** Joins concatenated strings such as `'/users/' + id + '/messages'` into one. */
function joinStrings(code: string): string {
  return code
    .replaceAll(/(["'`])\s{0,8}\+\s{0,8}[^+"'`\s][^+"'`]{0,79}\+\s{0,8}\1/g, '{id}')
    .replaceAll(/(["'`])\s{0,8}\+\s{0,8}[\w.$]{1,80}(?:\([^()]{0,80}\))?/g, '{id}$1');
}

const unescaped = (text: string) => text.replaceAll(/\\(["'`/\\])/g, '$1');

/** A call in source code: the first string that is an address, with the client's function or the `method` option. */
function readCode(text: string): Request | undefined {
  const code = joinStrings(text);
  for (const found of code.matchAll(strings)) {
    const url = unescaped(found[2] ?? '');
    if (!readAddress(url) || /^\w+$/.test(url)) continue;
    const after = code.slice(found.index + found[0].length);
    const before = code.slice(0, found.index);
    const option = named.exec(code)?.[1]?.toUpperCase();
    const isBuilder = /\.api\s*\(\s*$/.test(before);
    const verbsThere = [...(isBuilder ? after : before).matchAll(verbCall)].map(([, verb = '']) => verb.toLowerCase());
    const verb = isBuilder ? verbsThere[0] : verbsThere.at(-1);
    return { method: option ?? verbs[verb ?? ''], url };
  }
  return undefined;
}

/** A method with its address. Status, size and protocol at the end of a log line are dropped. */
function readLine(text: string): Request | undefined {
  const log = logged.exec(text);
  if (log) return { method: log[1], url: log[2] ?? '' };
  const lead = leading.exec(text);
  if (lead) {
    const [target = ''] = (lead[2] ?? '').split('\n');
    const url = target.replace(/\s+HTTP\/[\d.]+.*$/i, '').replace(/["'`],?$/, '');
    return { method: lead[1], url: url.replace(/\s+(?:-+>?\s*)?[1-5]\d\d(?:\s.*)?$/, '').trim() };
  }
  const within = inside.exec(text);
  if (within) return { method: within[1], url: within[2] ?? '' };
  return undefined;
}

function readText(whole: string): Request | undefined {
  if (/^\s*(?:\$\s*)?curl(?:\.exe)?\s/i.test(whole)) return readCurl(whole);
  const text = whole.slice(0, longestRead);
  const isCode = /[\w)]\s*(?:<[^>()]*>)?\(\s*[a-z$@]?["'`]|\bInvoke-|\bmethod\s*:/i.test(text) && !leading.test(text);
  const found = (isCode ? readCode(text) : undefined) ?? readLine(text);
  if (found) return found;
  const [url] = anyUrl.exec(text) ?? [];
  if (url) return { method: named.exec(text)?.[1], url: url.replace(/[),.;]+$/, '') };
  return /\s/.test(text.trim()) && !/^\/?(?:me|users|drives?|sites|groups)\b/i.test(text) ? undefined : { url: text };
}

function finish(call: string, request: Request | undefined): PastedCall {
  const harmless = call.replaceAll(credential, '$1…');
  const shown = harmless.length > longestShown ? `${harmless.slice(0, longestShown - 1)}…` : harmless;
  const address = request && readAddress(request.url.trim());
  if (!request || !address) return { call: shown, method: null, path: null, service: null, isMethodAssumed: false };
  const method = request.method?.toUpperCase();
  return {
    call: shown,
    method: method ?? 'GET',
    path: address.path.length > 1 ? address.path.replace(/\/+$/, '') : address.path,
    service: address.service,
    isMethodAssumed: method === undefined,
    about: resourceIn(request.body),
    body: request.body,
  };
}

function readStatement({ text, json }: Statement): PastedCall[] {
  if (json === undefined) return [finish(text, readText(text))];
  const requests = requestsIn(json);
  if (requests.length === 0) return [finish(text, undefined)];
  return requests.map((request) => finish(`${request.method ?? 'GET'} ${request.url}`, request));
}

/** Replaces a batch by its requests, and a search for several entity types by one search for each. */
function unpack(call: PastedCall): PastedCall[] {
  if (!isObject(call.body)) return [call];
  if (/^\/\$batch$/i.test(call.path ?? '')) {
    const parts = requestsIn(call.body);
    return parts.length === 0 ? [call] : parts.map((part) => finish(`${part.method ?? 'GET'} ${part.url}`, part));
  }
  const types = /^\/search\/query$/i.test(call.path ?? '') ? entityTypesIn(call.body) : [];
  return types.length === 0 ? [call] : types.map((type) => ({ ...call, call: `${call.call} (${type})`, about: type }));
}

/**
 * Reads calls in the forms in which people have them: a method and a path, a whole URL, a line of an access log, a curl
 * command, code for Graph's SDK or another client, or a `$batch` body. Text that cannot be read is returned too,
 * without a path. If there are more than MOST_CALLS calls, MOST_CALLS + 1 are returned.
 */
export function parseCalls(paste: string): PastedCall[] {
  const calls: PastedCall[] = [];
  for (const statement of splitStatements(paste)) {
    calls.push(...readStatement(statement).flatMap(unpack));
    if (calls.length > MOST_CALLS) break;
  }
  return calls.slice(0, MOST_CALLS + 1);
}
