import { z } from 'zod';

/** Hosts that a content security policy can name. The URL standard also lets through `;`, `,` and `'`. */
const hostName = /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)$/;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a text is an origin that pages can have and that can stand in a `frame-ancestors` list (CSP Level 3, 2.3.1)
 * without saying more there.
 */
export function isOriginOfPages(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  // A path, a query, a user name or a default port would make the address differ from its own origin.
  if (!url || !hostName.test(url.hostname) || ![url.origin, `${url.origin}/`].includes(value.toLowerCase()))
    return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
}

function whyNoOrigin(input: unknown): string {
  const secure = typeof input === 'string' ? input.replace(/^http:/i, 'https:') : '';
  if (secure !== input && isOriginOfPages(secure))
    return `"${input}" must be https: ${secure}. Only pages of this machine (localhost) may be http.`;
  return `"${input}" is no origin. Enter scheme, host and port alone, such as https://app.example.com (http only for localhost).`;
}

/**
 * Origins (RFC 6454, 4) of the pages that may embed an integration. They are compared exactly, so there are no
 * wildcards; http is for this machine only.
 */
export const originList = z
  .array(
    z
      .string()
      .trim()
      .max(255)
      .refine(isOriginOfPages, {
        error: ({ input }) => whyNoOrigin(input),
      })
      .transform((value) => new URL(value).origin),
  )
  .max(50, 'At most 50 origins can be allowed.')
  .transform((origins) => [...new Set(origins)]);
