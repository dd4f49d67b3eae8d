import type { NextAuthOptions } from 'next-auth';
import { env } from '#lib/env';
import { log } from '#lib/log';
import { isHttps, ownCookie, sessionCookie, sessionSeconds } from './session-token.ts';

export type AuthContext = { params: Promise<{ nextauth: string[] }> };

// CommonJS packages arrive as their default export or wrapped in `{default}`, depending on the loader.
export function unwrap<T>(module: T | { default: T }): T {
  return isWrapped(module) ? module.default : module;
}

function isWrapped<T>(module: T | { default: T }): module is { default: T } {
  return typeof module === 'object' && module !== null && 'default' in module;
}

export const csrfCookie = () => ownCookie('next-auth.csrf-token');

/**
 * The options that every use of next-auth shares. They are built for each use because settings can change at any time.
 */
export function authBasics(): Omit<NextAuthOptions, 'providers'> {
  return {
    secret: env().authSecret,
    useSecureCookies: isHttps(),
    cookies: {
      sessionToken: sessionCookie(),
      csrfToken: csrfCookie(),
      callbackUrl: ownCookie('next-auth.callback-url'),
      state: ownCookie('next-auth.state'),
      pkceCodeVerifier: ownCookie('next-auth.pkce'),
      nonce: ownCookie('next-auth.nonce'),
    },
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    logger: {
      error: (code) => log().info({ event: code }, 'next-auth refused a session or a sign-in'),
      warn: (code) => log().debug({ event: code }, 'next-auth warned'),
      debug: () => undefined,
    },
  };
}
