import { env } from '#lib/env';
import { hashToken, newToken } from '#lib/ids';
import { open, seal } from '#lib/vault';

const place = (row: string) => ({ table: 'connect_link', row, column: 'sealed_token' });

/** A new token for the link with this id: itself, its hash to find it by, and sealed to show it again. */
export function newLinkToken(id: string): { token: string; tokenHash: Buffer; sealedToken: string } {
  const token = newToken();
  return { token, tokenHash: hashToken(token), sealedToken: seal(token, place(id)) };
}

/** @throws VaultError when what is stored cannot be opened. */
export function openLinkToken(link: { id: string; sealedToken: string }): string {
  return open(link.sealedToken, place(link.id));
}

export function urlOfToken(token: string): string {
  return `${env().publicUrl}/connect/${token}`;
}
