import { env } from '#lib/env';

/** The one address Microsoft sends people back to. */
export function redirectUri(): string {
  return `${env().publicUrl}/oauth/callback`;
}
