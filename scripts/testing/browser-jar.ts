// What a test of server actions puts in the place of Next's request: `vi.mock('next/headers', …)` imports it, so it
// imports nothing that asks Next for a request itself.

/** The cookies of the browser that the test plays. */
export const jar = new Map<string, string>();

export const nextHeaders = {
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
  }),
  headers: async () => new Headers({ 'x-forwarded-for': '192.0.2.1' }),
};

export const nextCache = { revalidatePath: () => undefined };
