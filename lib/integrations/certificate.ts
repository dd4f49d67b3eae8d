import {
  createHash,
  createPrivateKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { promisify } from 'node:util';
import { bits, explicit, integer, isTrue, nothing, octets, oid, sequence, setOf, time, utf8 } from './der.ts';

/** A certificate with its key. The private key must be sealed before it is stored. */
export type CertificatePair = {
  /** PEM. */
  certificate: string;
  /** PKCS #8, PEM. */
  privateKey: string;
  /** SHA-256 of the DER, in lower-case hexadecimal. */
  thumbprintSha256: string;
  expiresAt: Date;
};

const keyBits = 3072;
const longestName = 64;
const sha256WithRsa = () => sequence(oid('1.2.840.113549.1.1.11'), nothing());
const nameOf = (commonName: string) => sequence(setOf(sequence(oid('2.5.4.3'), utf8(commonName))));

function extensions(publicKey: Uint8Array): Buffer {
  // RFC 7093 section 2, method 1: the leftmost 160 bits of the key's SHA-256.
  const keyId = createHash('sha256').update(publicKey).digest().subarray(0, 20);
  return sequence(
    sequence(oid('2.5.29.19'), isTrue(), octets(sequence())),
    sequence(oid('2.5.29.15'), isTrue(), octets(bits(Buffer.from([0x80]), 7))),
    sequence(oid('2.5.29.14'), octets(octets(keyId))),
  );
}

type Order = { commonName: string; from: Date; until: Date; publicKey: KeyObject };

/** The part that is signed (RFC 5280 section 4.1): version 3, for signatures only, self-issued. */
function toBeSigned({ commonName, from, until, publicKey }: Order): Buffer {
  const name = nameOf([...commonName].slice(0, longestName).join(''));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  return sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    sha256WithRsa(),
    name,
    sequence(time(from), time(until)),
    name,
    key,
    explicit(3, extensions(key)),
  );
}

const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

/** Thumbprints of a certificate in upper-case hexadecimal; the portal shows the SHA-1 one. */
export function thumbprints(certificate: string): { sha1: string; sha256: string } {
  const { fingerprint, fingerprint256 } = new X509Certificate(certificate);
  return { sha1: fingerprint.replaceAll(':', ''), sha256: fingerprint256.replaceAll(':', '') };
}

/** A certificate as the portal's upload takes it (.cer). */
export function toDer(certificate: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new X509Certificate(certificate).raw);
}

function pairOf(certificate: X509Certificate, key: KeyObject): CertificatePair {
  return {
    certificate: certificate.toString(),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    expiresAt: certificate.validToDate,
  };
}

const clockSkewMs = 300_000;

/** Generates a key (RSA, 3072 bits) and a self-signed certificate for it, valid for this many months. */
export async function makeCertificate(commonName: string, months: number, now = new Date()): Promise<CertificatePair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: keyBits });
  const until = new Date(now);
  until.setUTCMonth(until.getUTCMonth() + months);
  const from = new Date(now.getTime() - clockSkewMs);
  const body = toBeSigned({ commonName, from, until, publicKey });
  const der = sequence(body, sha256WithRsa(), bits(sign('sha256', body, privateKey)));
  return pairOf(new X509Certificate(pem(der)), privateKey);
}

const blocks = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;
const fewestBits = 2048;
// Enough for several chains and keys. On longer text the search for PEM blocks could take seconds.
const longestPaste = 50_000;

/** The pasted text is not a certificate with its key. The message is one sentence for people. */
export class CertificateProblem extends Error {
  override readonly name = 'CertificateProblem';
  readonly code = 'certificate_unusable';
}

function readKey(text: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch (cause) {
    throw new CertificateProblem('The private key cannot be read. Paste it whole, its BEGIN and END lines included.', {
      cause,
    });
  }
}

function readCertificate(text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch (cause) {
    throw new CertificateProblem('The certificate cannot be read. Paste it whole, its BEGIN and END lines included.', {
      cause,
    });
  }
}

function findKey(parts: readonly { label: string; text: string }[]): KeyObject {
  const found = parts.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!found)
    throw new CertificateProblem('There is no private key in it. Paste the certificate and its key together.');
  if (found.label.startsWith('ENCRYPTED') || found.text.includes('ENCRYPTED'))
    throw new CertificateProblem(
      'The private key is encrypted. Decrypt it first, for instance with openssl pkey -in key.pem -out plain.pem; Latchkey seals it when it is stored.',
    );
  const key = readKey(found.text);
  if (key.asymmetricKeyType !== 'rsa')
    throw new CertificateProblem('Microsoft takes RSA keys only; this is another kind. Make an RSA certificate.');
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < fewestBits)
    throw new CertificateProblem('Microsoft takes RSA keys of 2048 bits or more; this one is shorter.');
  return key;
}

const day = (at: Date) => at.toISOString().slice(0, 10);

/**
 * Reads a pasted certificate (PEM) with its private key (PKCS #8 or #1, not encrypted). Further certificates of a chain
 * are ignored.
 * @throws CertificateProblem with a sentence for the person who pasted it.
 */
export function readPastedCertificate(pasted: string, now = new Date()): CertificatePair {
  if (pasted.length > longestPaste)
    throw new CertificateProblem('This is too long for a certificate with its key. Paste only these two.');
  const parts = [...pasted.matchAll(blocks)].map(([text, label = '']) => ({ label, text }));
  const certificates = parts.filter(({ label }) => label === 'CERTIFICATE').map(({ text }) => readCertificate(text));
  if (certificates.length === 0)
    throw new CertificateProblem('There is no certificate in it. Paste the text that begins with BEGIN CERTIFICATE.');
  const key = findKey(parts);
  const certificate = certificates.find((one) => one.checkPrivateKey(key));
  if (!certificate) throw new CertificateProblem('The private key does not belong to this certificate.');
  if (certificate.validToDate <= now)
    throw new CertificateProblem(`This certificate expired on ${day(certificate.validToDate)}. Make a new one.`);
  if (certificate.validFromDate.getTime() > now.getTime() + clockSkewMs)
    throw new CertificateProblem(`This certificate is valid from ${day(certificate.validFromDate)} only.`);
  return pairOf(certificate, key);
}
