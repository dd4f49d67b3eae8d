import type { Request } from './address.ts';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: Record<string, unknown>, names: readonly string[]): string | undefined {
  const found = Object.entries(value).find(
    ([name, text]) => names.includes(name.toLowerCase()) && typeof text === 'string',
  );
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}

const urlNames = ['url', 'uri', 'path', 'requesturi', 'requesturl', 'request_uri', 'http.url', 'target', 'endpoint'];
const methodNames = ['method', 'verb', 'httpmethod', 'requestmethod', 'request_method', 'http.method'];

function requestOf(value: Record<string, unknown>): Request | undefined {
  const url = textOf(value, urlNames);
  if (url === undefined) return undefined;
  return { method: textOf(value, methodNames), url, ...('body' in value && { body: value.body }) };
}

/** The calls in a JSON value: a `$batch` body, a list of requests, a structured log line. */
export function requestsIn(value: unknown, depth = 0): Request[] {
  if (depth > 4) return [];
  if (Array.isArray(value)) return value.flatMap((part) => requestsIn(part, depth + 1));
  if (!isObject(value)) return [];
  const request = requestOf(value);
  if (request) return [request];
  return Object.values(value).flatMap((part) => requestsIn(part, depth + 1));
}

/** The resource that a subscription's body names. */
export function resourceIn(body: unknown): string | undefined {
  return isObject(body) && typeof body.resource === 'string' ? body.resource : undefined;
}

/** The entity types that the body of a search names, each once. */
export function entityTypesIn(body: Record<string, unknown>): string[] {
  const searches = Array.isArray(body.requests) ? body.requests.filter(isObject) : [];
  const types = searches.flatMap(({ entityTypes }) => (Array.isArray(entityTypes) ? entityTypes : []));
  return [...new Set(types.filter((type) => typeof type === 'string'))];
}
