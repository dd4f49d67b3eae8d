import { createRequire } from 'node:module';

// Stands in for Next's request in tests of server actions: `vi.mock('next/headers', …)` imports it, so it must not
// import anything that uses Next's request.

/** The cookies of the test's browser. */
export const jar = new Map<string, string>();

const isGone = (options: { maxAge?: number } | undefined) => options?.maxAge === 0;

export const nextHeaders = {
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    getAll: () => [...jar].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string, options?: { maxAge?: number }) =>
      isGone(options) ? jar.delete(name) : jar.set(name, value),
  }),
  headers: async () => new Headers({ 'x-forwarded-for': '192.0.2.1' }),
};

/** The same where a package asks for it too: what is required under node_modules is not reached by `vi.mock`. */
export function nextHeadersForPackages(): typeof nextHeaders {
  Object.assign(createRequire(import.meta.url)('next/headers'), nextHeaders);
  return nextHeaders;
}

export const nextCache = { revalidatePath: () => undefined };
