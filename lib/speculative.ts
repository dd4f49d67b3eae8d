const aheadHeaders = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

function isFetchedAhead(headers: Headers): boolean {
  return aheadHeaders.some((name) => /prefetch|prerender|preview/i.test(headers.get(name) ?? ''));
}

/**
 * Whether nobody will see the answer: HEAD requests, prefetches (`Sec-Purpose` and its predecessors), and requests that
 * are not navigations (W3C Fetch Metadata). Browsers that send none of these headers count as people.
 */
export function isProbe({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method === 'HEAD' || isFetchedAhead(headers)) return true;
  return (headers.get('sec-fetch-mode') ?? 'navigate') !== 'navigate';
}

/**
 * Answers a prefetch of a URL that works only once. The status is 503, which browsers do not keep for the real click.
 */
export function answerProbe({ method }: Pick<Request, 'method'>): Response {
  const headers = { 'cache-control': 'no-store', vary: 'Sec-Purpose, Purpose, Sec-Fetch-Mode' };
  return new Response(null, { status: method === 'HEAD' ? 204 : 503, headers });
}
