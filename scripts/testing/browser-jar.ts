// Stands in for Next's request in tests of server actions: `vi.mock('next/headers', …)` imports it, so it must not
// import anything that uses Next's request.

/** The cookies of the test's browser. */
export const jar = new Map<string, string>();

export const nextHeaders = {
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
  }),
  headers: async () => new Headers({ 'x-forwarded-for': '192.0.2.1' }),
};

export const nextCache = { revalidatePath: () => undefined };
