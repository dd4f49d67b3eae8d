const notRest = ['/api/auth/', '/api/dashboard/'];

/** Whether a request belongs to the REST API rather than to next-auth or the dashboard. */
export function isRestPath(url: string): boolean {
  const path = url.split('?')[0] ?? '/';
  if (path !== '/api' && !path.startsWith('/api/')) return false;
  return !notRest.some((prefix) => path.startsWith(prefix));
}
