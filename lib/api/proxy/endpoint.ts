import { ApiError } from '../errors.ts';

/**
 * The part of a request target after `/api/proxy`, byte for byte as sent, because Graph reads `$` and `%` literally.
 */
export type Endpoint = {
  /** Scheme and authority in lower case, if the caller named them. Not yet checked. */
  origin: string | undefined;
  /** Path with query, starting with one slash. */
  path: string;
};

export const proxyPrefix = '/api/proxy';

const absolute = /^\/(https?:\/\/[^/?\\]*)(.*)$/i;

/** Whether a request is for the proxy. */
export function isProxyPath(url: string): boolean {
  return url.startsWith(proxyPrefix) && /^([/?]|$)/.test(url.slice(proxyPrefix.length));
}

/**
 * Reads the endpoint of a request target.
 * @throws ApiError 400 `invalid_uri_params` for paths that conceal their real target
 */
export function readEndpoint(url: string): Endpoint {
  const rest = url.slice(proxyPrefix.length);
  const [, origin, path = rest] = absolute.exec(rest) ?? [];
  const rooted = path.startsWith('/') ? path : `/${path}`;
  checkPath(rooted);
  return { origin: origin?.toLowerCase(), path: rooted };
}

const decodeOnce = (text: string) =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const dots = /(^|[/\\])\.\.?([/\\]|$)/;

/**
 * Refuses paths that another server could read as a different path: dot segments however often they are encoded, backslashes,
 * control characters, a second slash at the start, bytes that are never UTF-8. @throws ApiError 400
 */
export function checkPath(pathAndQuery: string): void {
  if (/[^\x21-\x7e]|#/.test(pathAndQuery)) throw refused('holds characters that must be percent-encoded');
  const path = pathAndQuery.split('?', 1)[0] ?? '';
  if (path.startsWith('//')) throw refused('starts with two slashes');
  const isPlain = !path.includes('%');
  const decoded = isPlain ? path : decodeOnce(path);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\x00-\x1f\x7f\\]/.test(decoded)) throw refused('holds a backslash or a control character');
  if (/%c[01]/i.test(path)) throw refused('is not UTF-8');
  const readings = isPlain ? [path] : [path, decoded, decodeOnce(decoded), decodeOnce(decodeOnce(decoded))];
  if (readings.some((text) => dots.test(text))) throw refused('holds dot segments');
}

function refused(what: string): ApiError {
  return new ApiError(400, 'invalid_uri_params', { message: `The endpoint ${what}.` });
}
