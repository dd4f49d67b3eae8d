import { createHash } from 'node:crypto';

/** A short text that changes when the value does. The order of keys counts. */
export function versionOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64url');
}
