import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCertificate, readPastedCertificate, thumbprints, toDer } from './certificate.ts';
import { integer, oid, time } from './der.ts';

const pair = await makeCertificate('Latchkey: One "Drive", ünïcode', 12);

test('a made certificate is X.509 v3, signs for itself, is for signatures only and ends when it says', () => {
  const read = new X509Certificate(pair.certificate);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.ca).toBe(false);
  expect(read.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 3072 });
  expect(read.checkPrivateKey(createPrivateKey(pair.privateKey))).toBe(true);
  const days = (pair.expiresAt.getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(363);
  expect(days).toBeLessThan(367);
  expect(read.subject).toContain('ünïcode');
  expect(thumbprints(pair.certificate).sha256.toLowerCase()).toBe(pair.thumbprintSha256);
  expect(new X509Certificate(toDer(pair.certificate)).fingerprint256).toBe(read.fingerprint256);
});

test('openssl reads it and finds nothing to object to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  try {
    const file = join(folder, 'made.pem');
    writeFileSync(file, pair.certificate);
    const text = execFileSync('openssl', ['x509', '-in', file, '-noout', '-text']).toString();
    expect(text).toContain('Version: 3 (0x2)');
    expect(text).toContain('Digital Signature');
    expect(
      execFileSync('openssl', ['verify', '-CAfile', file, '-x509_strict', '-partial_chain', file]).toString(),
    ).toContain('OK');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('numbers, identifiers and times are written as DER wants them', () => {
  expect(integer(Buffer.from([0, 0, 0x80])).toString('hex')).toBe('02020080');
  expect(integer(Buffer.alloc(3)).toString('hex')).toBe('020100');
  expect(oid('1.2.840.113549.1.1.11').toString('hex')).toBe('06092a864886f70d01010b');
  expect(time(new Date('2049-12-31T23:59:59Z')).toString('latin1').slice(2)).toBe('491231235959Z');
  expect(time(new Date('2050-01-01T00:00:00Z')).toString('latin1').slice(2)).toBe('20500101000000Z');
});

test('any sixteen bytes make a positive whole number without needless zeros', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 16 }), (bytes) => {
      const content = integer(bytes).subarray(2);
      expect(content[0]).toBeLessThan(0x80);
      if (content.length > 1 && content[0] === 0) expect(content[1]).toBeGreaterThanOrEqual(0x80);
      expect(BigInt(`0x${content.toString('hex')}`)).toBe(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
    }),
  );
});

test('a pasted certificate with its key is taken, in either order, PKCS #8 or #1, with others around it', async () => {
  const other = await makeCertificate('Other', 1);
  const pkcs1 = createPrivateKey(pair.privateKey).export({ type: 'pkcs1', format: 'pem' }).toString();
  for (const pasted of [
    `${pair.certificate}${pair.privateKey}`,
    `Bag Attributes\n${pair.privateKey}\r\n${pair.certificate}`,
    `${other.certificate}${pkcs1}\n${pair.certificate}`,
  ])
    expect(readPastedCertificate(pasted)).toEqual(pair);
});

const key = (options: { cipher?: string; passphrase?: string; type: 'pkcs8' | 'pkcs1' }) =>
  createPrivateKey(pair.privateKey)
    .export({ format: 'pem', ...options })
    .toString();
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

test.each([
  ['', 'There is no certificate'],
  [pair.certificate, 'There is no private key'],
  [pair.privateKey, 'There is no certificate'],
  ['-----BEGIN A-----'.repeat(30_000), 'too long'],
  [`${pair.certificate}${key({ type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' })}`, 'is encrypted'],
  [`${pair.certificate}${key({ type: 'pkcs1', cipher: 'aes-256-cbc', passphrase: 'x' })}`, 'is encrypted'],
  [`${pair.certificate}${ec.privateKey.export({ type: 'pkcs8', format: 'pem' })}`, 'RSA keys only'],
  [`${pair.certificate}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----`, 'private key cannot be read'],
  [`-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${pair.privateKey}`, 'certificate cannot be read'],
])('what cannot be used is refused in a sentence (%#)', (pasted, sentence) => {
  expect(() => readPastedCertificate(pasted)).toThrow(sentence);
});

test('a key of another certificate, an expired and a future certificate are refused', async () => {
  const other = await makeCertificate('Other', 1);
  expect(() => readPastedCertificate(`${pair.certificate}${other.privateKey}`)).toThrow('does not belong');
  const both = `${pair.certificate}${pair.privateKey}`;
  expect(() => readPastedCertificate(both, new Date(Date.now() + 400 * 86_400_000))).toThrow('expired on');
  expect(() => readPastedCertificate(both, new Date(Date.now() - 86_400_000))).toThrow('valid from');
});
