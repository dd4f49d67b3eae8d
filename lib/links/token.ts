import { createHmac, hkdfSync } from 'node:crypto';
import { env } from '#lib/env';
import { hashToken, isSameHash, newToken } from '#lib/ids';
import { open, seal, VaultError } from '#lib/vault';
import type { MadeLink } from './schema.ts';

const place = (row: string) => ({ table: 'connect_link', row, column: 'sealed_token' });

/** Makes a token for the link with this id: the token, its hash to find the link by, and the token sealed to show it again. */
export function newLinkToken(id: string): { token: string; tokenHash: Buffer; sealedToken: string } {
  const token = newToken();
  return { token, tokenHash: hashToken(token), sealedToken: seal(token, place(id)) };
}

/** The token of a stored link. @throws VaultError when what is stored cannot be opened. */
export function openLinkToken(link: { id: string; sealedToken: string }): string {
  return open(link.sealedToken, place(link.id));
}

/** A stored link as when it was made; undefined if its token cannot be opened any more, so that only a new link helps. */
export function openMadeLink(link: { id: string; sealedToken: string; expiresAt: Date }): MadeLink | undefined {
  try {
    const token = openLinkToken(link);
    return { id: link.id, token, url: urlOfToken(token), expiresAt: link.expiresAt };
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

/** The address of the connect page of the link with this token. */
export function urlOfToken(token: string): string {
  return `${env().publicUrl}/connect/${token}`;
}

const pageLifeSeconds = 2 * 60 * 60;

type PageTokenFor = { linkId: string; browser: string };

function signPage({ linkId, browser }: PageTokenFor, expires: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', env().authSecret, '', 'latchkey connect page', 32));
  return createHmac('sha256', key)
    .update(JSON.stringify([linkId, browser, expires]))
    .digest();
}

/** A value for a form on a connect page. It is valid for two hours, for this link and browser. */
export function newPageToken(page: PageTokenFor, now = Date.now()): string {
  const expires = String(Math.floor(now / 1000) + pageLifeSeconds);
  return `${expires}.${signPage(page, expires).toString('base64url')}`;
}

/** Whether a form was made by `newPageToken` for this link and browser and is not too old. */
export function isPageToken(value: unknown, page: PageTokenFor, now = Date.now()): boolean {
  if (typeof value !== 'string') return false;
  const [expires = '', signature = ''] = value.split('.');
  return isSameHash(Buffer.from(signature, 'base64url'), signPage(page, expires)) && Number(expires) * 1000 > now;
}
