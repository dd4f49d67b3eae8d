import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import type { Certificate } from './credential-shapes.ts';

/** Reads a certificate, PEM or base64 DER; throws for anything else. Its dates become the sandbox's (`ahead`, in ms). */
export function readCertificate(text: string, given: { name?: string | undefined; ahead: number }): Certificate {
  const isPem = text.includes('-----BEGIN');
  const { raw, subject, validFromDate, validToDate } = new X509Certificate(isPem ? text : Buffer.from(text, 'base64'));
  return {
    id: randomUUID(),
    name: given.name ?? subject.split('\n')[0] ?? '',
    der: raw.toString('base64'),
    sha1: createHash('sha1').update(raw).digest('base64url'),
    sha256: createHash('sha256').update(raw).digest('base64url'),
    startsAt: validFromDate.getTime() + given.ahead,
    expiresAt: validToDate.getTime() + given.ahead,
  };
}

/** The thumbprint as portals show it. */
export function thumbprint(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('hex').toUpperCase();
}

export function publicKeyOf({ der }: Certificate) {
  return new X509Certificate(Buffer.from(der, 'base64')).publicKey;
}
