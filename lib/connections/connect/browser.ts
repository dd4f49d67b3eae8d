import { env } from '#lib/env';
import { hashToken, newToken } from '#lib/ids';

function isHttps(): boolean {
  return env().publicUrl.startsWith('https:');
}

/** Name of the cookie: with the prefix `__Host-` on https, without it on loopback, where Safari rejects the prefix. */
export function browserCookieName(): string {
  return isHttps() ? '__Host-latchkey-browser' : 'latchkey-browser';
}

/**
 * SameSite is Lax, so that the cookie is sent on the return from Microsoft. One cookie serves all tabs and lasts a
 * year.
 */
export function browserCookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(), maxAge: 31_536_000 } as const;
}

/** A new cookie value. It binds an attempt to the browser that started it. */
export function newBrowser(): string {
  return newToken();
}

/** The form in which a browser's cookie is stored. */
export function hashBrowser(value: string): Buffer {
  return hashToken(`browser:${value}`);
}
