import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { env } from '#lib/env';

const lifeSeconds = 2 * 60 * 60;

export type PageTokenFor = { linkId: string; browser: string };

function sign({ linkId, browser }: PageTokenFor, expires: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', env().authSecret, '', 'latchkey connect page', 32));
  return createHmac('sha256', key)
    .update(JSON.stringify([linkId, browser, expires]))
    .digest();
}

/** A value for the form of a connect page: good for two hours, for this link and in this browser only. */
export function newPageToken(page: PageTokenFor, now = Date.now()): string {
  const expires = String(Math.floor(now / 1000) + lifeSeconds);
  return `${expires}.${sign(page, expires).toString('base64url')}`;
}

/** Whether a form was made by `newPageToken` for this link and browser and is not too old. */
export function isPageToken(value: unknown, page: PageTokenFor, now = Date.now()): boolean {
  if (typeof value !== 'string') return false;
  const [expires = '', signature = ''] = value.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(page, expires);
  return given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) * 1000 > now;
}
