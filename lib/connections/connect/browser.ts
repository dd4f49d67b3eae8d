import { env } from '#lib/env';
import { hashToken, newToken } from '#lib/ids';

function isHttps(): boolean {
  return env().publicUrl.startsWith('https:');
}

/** `__Host-` under https; a plain name on loopback, where Safari refuses the prefix. */
export function browserCookieName(): string {
  return isHttps() ? '__Host-latchkey-browser' : 'latchkey-browser';
}

/** Lax, so that it arrives on the way back from Microsoft; one cookie for all tabs, kept for a year. */
export function browserCookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(), maxAge: 31_536_000 } as const;
}

/** A new cookie value: what binds an attempt to the browser that began it. */
export function newBrowser(): string {
  return newToken();
}

/** What is stored of a browser's cookie. */
export function hashBrowser(value: string): Buffer {
  return hashToken(`browser:${value}`);
}
