const aheadHeaders = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

function isFetchedAhead(headers: Headers): boolean {
  return aheadHeaders.some((name) => /prefetch|prerender|preview/i.test(headers.get(name) ?? ''));
}

/**
 * Whether nobody looks at the answer: a HEAD, a page fetched ahead of a click (`Sec-Purpose`, and what browsers sent
 * before it), or what is no navigation (W3C Fetch Metadata). Browsers that say nothing count as people.
 */
export function isProbe({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method === 'HEAD' || isFetchedAhead(headers)) return true;
  return (headers.get('sec-fetch-mode') ?? 'navigate') !== 'navigate';
}

/** The answer to a probe of an address that may be used once. A browser does not keep a 503 for the click to come. */
export function answerProbe({ method }: Pick<Request, 'method'>): Response {
  const headers = { 'cache-control': 'no-store', vary: 'Sec-Purpose, Purpose, Sec-Fetch-Mode' };
  return new Response(null, { status: method === 'HEAD' ? 204 : 503, headers });
}
