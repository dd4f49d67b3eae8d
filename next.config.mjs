/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // `npm test` checks types, tests included; a start is not to wait for that, nor to fail on a test's type.
  typescript: { ignoreBuildErrors: true },
  // Its dictionaries are eight megabytes that nothing gains from being bundled.
  serverExternalPackages: ['@zxcvbn-ts/core', '@zxcvbn-ts/language-common', '@zxcvbn-ts/language-en'],
  // Paths of connect pages hold invitations, which belong in no log.
  logging: { incomingRequests: false },
  // forbidden() and app/forbidden.tsx.
  experimental: { authInterrupts: true },
  // What proxy.ts does not pass through, static files above all.
  headers: async () => [{ source: '/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] }],
};

export default config;
