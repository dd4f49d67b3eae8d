/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // `npm test` checks all types, including the tests'. A build at the start should neither wait for that nor fail on a
  // test's type.
  typescript: { ignoreBuildErrors: true },
  // Its dictionaries have eight megabytes, and bundling them has no benefit.
  serverExternalPackages: ['@zxcvbn-ts/core', '@zxcvbn-ts/language-common', '@zxcvbn-ts/language-en'],
  // Paths of connect pages contain invitation tokens, which must not be logged.
  logging: { incomingRequests: false },
  // Needed for forbidden() and app/forbidden.tsx.
  experimental: {
    // Needed for forbidden() and app/forbidden.tsx.
    authInterrupts: true,
    // Loading all pages at the start would block token requests for seconds and take memory, and a server that only hands
    // out tokens never shows them.
    preloadEntriesOnStart: false,
  },
  // For responses that do not pass through proxy.ts, mainly static files.
  headers: async () => [{ source: '/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] }],
};

export default config;
